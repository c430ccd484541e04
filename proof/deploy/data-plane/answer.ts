/** What an invocation came to, as Lambda answers it. */
export interface Answer {
  /** JSON. */
  readonly payload: string;
  /** The code failed: `X-Amz-Function-Error`. */
  readonly failed: boolean;
}

/** A version of a Lambda that can be invoked. */
export interface RunningLambda {
  /** @param tenant of a Lambda that is isolated by tenant */
  invoke(payload: string, tenant: string | undefined): Promise<Answer>;
  close(): Promise<void>;
}
