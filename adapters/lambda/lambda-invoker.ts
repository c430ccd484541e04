import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { ExecutionFailure } from '../../core/errors.ts';
import { jsonText } from '../../core/model/exact-number.ts';
import type { Json } from '../../core/model/json.ts';
import type { FunctionInvoker, Invocation } from '../../core/ports.ts';
import { classifyFunctionError, classifySdkError } from './classify-error.ts';

/**
 * Invokes functions through the Lambda API, as one tenant, at one immutable version. Never asks for the log
 * tail, and never repeats a call: whether to try again is decided by the executor alone.
 */
export class LambdaInvoker implements FunctionInvoker {
  readonly sealed: boolean;
  readonly #client: LambdaClient;

  /** @param client made with `maxAttempts: 1` */
  constructor(client: LambdaClient, { sealed }: { readonly sealed: boolean }) {
    this.#client = client;
    this.sealed = sealed;
  }

  async invoke(call: Invocation): Promise<Json> {
    const command = new InvokeCommand({
      FunctionName: call.functionName,
      Qualifier: call.qualifier,
      TenantId: call.tenant,
      InvocationType: 'RequestResponse',
      Payload: jsonText(call.payload),
    });
    const abortSignal = AbortSignal.timeout(call.timeoutMs);
    const response = await this.#client.send(command, { abortSignal }).catch((error: unknown) => {
      throw new ExecutionFailure(abortSignal.aborted ? 'FUNCTION_TIMEOUT' : classifySdkError(error));
    });
    const text = response.Payload?.transformToString() ?? '';
    if (response.FunctionError) throw new ExecutionFailure(classifyFunctionError(text));
    return parsed(text);
  }
}

/** What is no JSON at all cannot have come from a well-behaved runtime. */
function parsed(text: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    throw new ExecutionFailure('FUNCTION_ERROR');
  }
}
