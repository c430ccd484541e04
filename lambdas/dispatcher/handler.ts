import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { type DispatcherDeps, dispatch } from '../../core/dispatch/dispatch.ts';
import type { DataEvent } from '../../core/model/data-event.ts';
import type { DeadLetters, EngineLog } from '../../core/ports.ts';
import { letterOf } from '../shared/letter-of.ts';
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

/** Takes a batch of data events; only those that failed, or of PDAs whose dispatch failed, are delivered again. */
export function createDispatcherHandler(deps: DispatcherHandlerDeps) {
  return async ({ Records }: SQSEvent): Promise<SQSBatchResponse> => {
    const messages: Message[] = [];
    const atWork: Promise<readonly string[]>[] = [];
    for (const record of Records) {
      const event = readEvent(record.body);
      if (typeof event === 'string') atWork.push(setAsideOrReport(deps, record, event));
      else messages.push({ messageId: record.messageId, event });
    }
    for (const pda of new Set(messages.map(({ event }) => event.pda))) {
      const ofPda = messages.filter(({ event }) => event.pda === pda);
      atWork.push(dispatchOrReport(deps, pda, ofPda));
    }
    const failed = (await Promise.all(atWork)).flat();
    return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
  };
}

/** @returns the id of the message when it must be delivered again */
async function setAsideOrReport(
  deps: DispatcherHandlerDeps,
  record: SQSRecord,
  reason: string,
): Promise<readonly string[]> {
  try {
    await deps.malformed.put(letterOf(record, reason));
    return [];
  } catch (error) {
    deps.log.internalError(undefined, error);
    return [record.messageId];
  }
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
