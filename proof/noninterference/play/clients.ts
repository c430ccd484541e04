import type { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import type { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import type { SendMessageBatchCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { ExecutionFailure } from '../../../core/errors.ts';
import type { Observed } from '../observe/recorder.ts';

/** Clients of AWS in whose place nothing is sent, but seen what would be: adapters and their bytes are the engine's own. */

type See = (seen: Omit<Observed, 'by'>) => void;

interface Sent {
  readonly MessageBody?: string | undefined;
  /** Of an entry within its batch alone. */
  readonly Id?: string | undefined;
}

/** @param about whose message it is, by its body */
export function queueClient(channel: 'executions queue' | 'dead letters' | 'data events queue', see: See) {
  const send = async ({ input }: SendMessageBatchCommand | SendMessageCommand) => {
    const messages: readonly Sent[] = 'Entries' in input ? (input.Entries ?? []) : [input as Sent];
    for (const { MessageBody = '', Id, ...envelope } of messages) {
      const body = JSON.parse(MessageBody);
      see({ channel, about: body.pda ?? 'engine', body: { ...envelope, body } });
    }
    return {};
  };
  return { send } as unknown as SQSClient;
}

export function busClient(see: (body: unknown) => void) {
  const send = async ({ input }: PutEventsCommand) => {
    for (const { Detail = '', ...envelope } of input.Entries ?? [])
      see({ ...envelope, detail: JSON.parse(Detail) });
    return {};
  };
  return { send } as unknown as EventBridgeClient;
}

/** What Lambda answers to one call. */
export type LambdaAnswer = { readonly payload: unknown } | { readonly error: unknown };

export interface LambdaCall {
  readonly functionName: string;
  readonly tenant: string;
  readonly payload: unknown;
}

/** Names of Lambda's errors, for faults that the simulator knows by what they become. */
const LAMBDA_ERRORS: Readonly<Record<string, string>> = {
  THROTTLED: 'TooManyRequestsException',
  FUNCTION_NOT_READY: 'ResourceNotReadyException',
};

/** @param invoke what becomes of the call; throws ExecutionFailure for a call that Lambda refuses */
export function lambdaClient(
  see: (envelope: unknown) => void,
  invoke: (call: LambdaCall) => Promise<LambdaAnswer>,
) {
  const send = async ({ input }: InvokeCommand) => {
    const { Payload, ...envelope } = input;
    see(envelope);
    const { FunctionName = '', TenantId = '' } = envelope;
    const payload = JSON.parse(String(Payload));
    const answer = await invoke({ functionName: FunctionName, tenant: TenantId, payload }).catch(refused);
    return 'error' in answer
      ? { FunctionError: 'Unhandled', Payload: text(answer.error) }
      : { Payload: text(answer.payload) };
  };
  return { send } as unknown as LambdaClient;
}

function refused(error: unknown): never {
  if (!(error instanceof ExecutionFailure)) throw error;
  throw Object.assign(new Error(error.code), { name: LAMBDA_ERRORS[error.code] ?? 'ServiceException' });
}

const text = (value: unknown) => ({ transformToString: () => JSON.stringify(value) });
