import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { type DispatcherDeps, dispatch } from '../../core/dispatch/dispatch.ts';
import type { DataEvent } from '../../core/model/data-event.ts';
import type { DeadLetters, EngineLog } from '../../core/ports.ts';
import { readEvent } from './read-event.ts';

export interface DispatcherHandlerDeps extends DispatcherDeps {
  /** Takes events that cannot be read, with the reason. */
  readonly malformed: DeadLetters;
  readonly log: EngineLog;
}

interface Message {
  readonly messageId: string;
  readonly event: DataEvent;
}

/** Takes a batch of data events; only those of PDAs whose dispatch failed are delivered again. */
export function createDispatcherHandler(deps: DispatcherHandlerDeps) {
  return async ({ Records }: SQSEvent): Promise<SQSBatchResponse> => {
    const read = await Promise.all(Records.map((record) => readOrSetAside(deps, record)));
    const messages = read.filter((message) => message !== undefined);
    const pdas = [...new Set(messages.map(({ event }) => event.pda))];
    const failed = await Promise.all(
      pdas.map((pda) =>
        dispatchOrReport(
          deps,
          pda,
          messages.filter(({ event }) => event.pda === pda),
        ),
      ),
    );
    return { batchItemFailures: failed.flat().map((itemIdentifier) => ({ itemIdentifier })) };
  };
}

async function readOrSetAside(deps: DispatcherHandlerDeps, record: SQSRecord): Promise<Message | undefined> {
  const event = readEvent(record.body);
  if (typeof event !== 'string') return { messageId: record.messageId, event };
  await deps.malformed.put({ body: record.body, reason: event });
  return undefined;
}

/** @returns the ids of messages that must be delivered again */
async function dispatchOrReport(
  deps: DispatcherHandlerDeps,
  pda: string,
  messages: readonly Message[],
): Promise<readonly string[]> {
  try {
    await dispatch(
      deps,
      pda,
      messages.map(({ event }) => event),
    );
    return [];
  } catch (error) {
    deps.log.internalError(undefined, error);
    return messages.map(({ messageId }) => messageId);
  }
}
