import { EngineError } from '../../core/errors.ts';

/** Errors of the Invoke API, with the HTTP status that Lambda gives them. */
const STATUS = {
  InvalidParameterValueException: 400,
  InvalidRequestContentException: 400,
  AccessDeniedException: 403,
  ResourceNotFoundException: 404,
  RequestTooLargeException: 413,
  TooManyRequestsException: 429,
  InvalidRuntimeException: 502,
  ResourceNotReadyException: 502,
} as const;

/** An invocation that never reached the function; `type` is the name the SDK's error will have. */
export class InvokeError extends EngineError {
  override readonly name = 'InvokeError';
  readonly type: keyof typeof STATUS;

  constructor(type: keyof typeof STATUS, message: string) {
    super(message);
    this.type = type;
  }

  get status(): number {
    return STATUS[this.type];
  }
}
