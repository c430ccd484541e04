import { type LetterQueue, readLetter } from '../../core/model/dead-letter.ts';
import { ERRORS } from '../../core/model/error-code.ts';
import type { LogFields } from '../../core/model/log-entry.ts';
import { publishedOutcome } from '../../core/model/published-outcome.ts';
import type { DeadLetters, EngineLog, ExecutionStore, GroupPseudonyms, NewLetter } from '../../core/ports.ts';

/**
 * The store, which tells the log of every execution that it records, whoever ended it: why, and no exact number. Of
 * those that a PDA ended it tells which, by its pseudonym, so that the operator finds the one that is down.
 */
export function tellingExecutions(
  store: ExecutionStore,
  log: EngineLog,
  groups: GroupPseudonyms,
): ExecutionStore {
  return {
    ofPda: (pda, page) => store.ofPda(pda, page),
    put: async (record, fence) => {
      const isStored = await store.put(record, fence);
      const { pda, codeHash, ...coarse } = publishedOutcome(record);
      const { status, errorCode } = record;
      const isPdas = errorCode !== undefined && ERRORS[errorCode].fault === 'pda';
      const pdaGroup = isPdas ? groups.group(pda) : undefined;
      if (isStored) log.tell('execution recorded', { ...coarse, status, errorCode, pdaGroup });
      return isStored;
    },
  };
}

/** The letters of a queue, of each of which the log is told what it is about. */
export function tellingLetters(letters: DeadLetters, queue: LetterQueue, log: EngineLog): DeadLetters {
  return {
    put: async (letter) => {
      await letters.put(letter);
      log.tell('letter put', { queue, ...subjectOf(letter, queue) });
    },
  };
}

function subjectOf({ body }: NewLetter, queue: LetterQueue): LogFields {
  const content = readLetter({ queue, body });
  if (content.kind === 'parked') {
    const { executionId, functionId, errorCode } = content.parked;
    return { executionId, functionId, errorCode };
  }
  return content.kind === 'request' ? { functionId: content.request.functionId } : {};
}
