import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { EngineError, ExecutionFailure } from '../../core/errors.ts';
import type { Json } from '../../core/model/json.ts';
import type { ConfigurationCalls, VersionName } from '../../core/registration-ports.ts';
import { classifySdkError } from './classify-error.ts';

/** Of what a function says instead of its configuration, as much as its developer needs to find the place. */
const MOST_QUOTED = 400;

/**
 * Asks functions for their configurations through the Lambda API. The Lambda that answers has never been near a
 * person's data, so that its developer may read what it says when it fails.
 */
export class LambdaConfigurationCalls implements ConfigurationCalls {
  readonly #client: LambdaClient;

  /** @param client made with `maxAttempts: 1`: whoever asks decides whether to ask again */
  constructor(client: LambdaClient) {
    this.#client = client;
  }

  /** The call takes the JSON string `""`, as functions expect since the reference implementation. */
  async ask({ functionName, qualifier }: VersionName, timeoutMs: number): Promise<Json> {
    const call = new InvokeCommand({ FunctionName: functionName, Qualifier: qualifier, Payload: '""' });
    const abortSignal = AbortSignal.timeout(Math.max(1, timeoutMs));
    const { Payload, FunctionError } = await this.#client
      .send(call, { abortSignal })
      .catch((error: unknown) => {
        if (abortSignal.aborted) throw new EngineError(`${functionName} did not answer in time`);
        throw refused(functionName, error);
      });
    const answer = Payload?.transformToString() ?? 'null';
    if (FunctionError) throw new EngineError(`${functionName} failed: ${quoted(answer)}`);
    try {
      return JSON.parse(answer);
    } catch {
      throw new EngineError(
        `${functionName} answered with something other than JSON: ${JSON.stringify(answer.slice(0, 80))}`,
      );
    }
  }
}

const quoted = (answer: string) =>
  answer.length <= MOST_QUOTED ? answer : `${answer.slice(0, MOST_QUOTED)}…`;

function refused(functionName: string, error: unknown): EngineError {
  const code = classifySdkError(error);
  if (code !== 'INTERNAL') return new ExecutionFailure(code);
  const reason = error instanceof Error && error.message !== '' ? error.message : 'unknown reason';
  return new EngineError(`${functionName} could not be called: ${reason}`);
}
