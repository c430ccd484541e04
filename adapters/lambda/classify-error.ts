import * as z from 'zod/mini';
import type { ErrorCode } from '../../core/model/error-code.ts';

const TIMED_OUT = /^Sandbox\.Timedout$|Task timed out/;
const CRASHED = /^Runtime\.(ExitError|OutOfMemory)$/;

const errorPayloadSchema = z.object({
  errorType: z.optional(z.string()),
  errorMessage: z.optional(z.string()),
});

/** Code for an invocation that Lambda answered with `FunctionError`. Its text is looked at, never passed on. */
export function classifyFunctionError(payload: string): ErrorCode {
  const { errorType = '', errorMessage = '' } = readPayload(payload);
  if (TIMED_OUT.test(errorType)) return 'FUNCTION_TIMEOUT';
  if (errorType === 'Function.ResponseSizeTooLarge') return 'RESULT_TOO_LARGE';
  if (CRASHED.test(errorType)) return 'FUNCTION_CRASHED';
  // Lambda reports its own time-outs without a type; a thrown error always has one.
  return errorType === '' && TIMED_OUT.test(errorMessage) ? 'FUNCTION_TIMEOUT' : 'FUNCTION_ERROR';
}

function readPayload(payload: string) {
  try {
    return errorPayloadSchema.parse(JSON.parse(payload));
  } catch {
    return {};
  }
}

const CODE_BY_NAME: Readonly<Record<string, ErrorCode>> = {
  TooManyRequestsException: 'THROTTLED',
  EC2ThrottledException: 'THROTTLED',
  ThrottlingException: 'THROTTLED',
  SubnetIPAddressLimitReachedException: 'THROTTLED',
  ResourceNotReadyException: 'FUNCTION_NOT_READY',
  ResourceConflictException: 'FUNCTION_NOT_READY',
  ENINotReadyException: 'FUNCTION_NOT_READY',
  EC2UnexpectedException: 'FUNCTION_NOT_READY',
  ResourceNotFoundException: 'FUNCTION_NOT_READY',
  RequestTooLargeException: 'RECORD_TOO_LARGE',
};

/** Code for an invocation that the Lambda API itself refused or that never reached it. */
export function classifySdkError(error: unknown): ErrorCode {
  const name = error instanceof Error ? error.name : '';
  return CODE_BY_NAME[name] ?? 'INTERNAL';
}
