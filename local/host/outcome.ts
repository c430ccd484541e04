/** What an invocation that reached the function came to. */
export interface Outcome {
  /** JSON. */
  readonly payload: Buffer;
  /** Whether `payload` describes an error rather than a result. */
  readonly failed: boolean;
}

/** Most a function may answer, in bytes; Lambda's own figure. */
export const MAX_RESPONSE = 6_291_556;

export const succeeded = (payload: Buffer): Outcome => ({ payload, failed: false });

/** The function described its error by itself. */
export const failedWith = (payload: Buffer): Outcome => ({ payload, failed: true });

const failure = (errorType: string, errorMessage: string): Outcome =>
  failedWith(Buffer.from(JSON.stringify({ errorType, errorMessage })));

/** @param seconds the function's time-out */
export const timedOut = (requestId: string, seconds: number): Outcome =>
  failure(
    'Sandbox.Timedout',
    `RequestId: ${requestId} Error: Task timed out after ${seconds.toFixed(2)} seconds`,
  );

/** @param reason `exit status 3`, `signal: killed` */
export const exited = (requestId: string, reason: string): Outcome =>
  failure('Runtime.ExitError', `RequestId: ${requestId} Error: Runtime exited with error: ${reason}`);

export const responseTooLarge = (): Outcome =>
  failure(
    'Function.ResponseSizeTooLarge',
    `Response payload size exceeded maximum allowed payload size (${MAX_RESPONSE} bytes).`,
  );

export const responseNotJson = (): Outcome => failure('Runtime.MarshalError', 'The response is not JSON.');
