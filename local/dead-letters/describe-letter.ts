import { type DeadLetter, readLetter } from '../../core/model/dead-letter.ts';
import { ERRORS } from '../../core/model/error-code.ts';

/** A letter as an operator sees it: ids, codes and what to do. */
export interface LetterDescription {
  readonly id: string;
  readonly queue: string;
  readonly at: string;
  readonly about: string;
  readonly pda?: string;
  readonly functionId?: string;
  readonly executionId?: string;
  /** Counted from 0. */
  readonly part?: number;
  readonly useAll?: boolean;
  readonly trigger?: string;
  readonly eventId?: string;
  readonly endpoints?: readonly string[];
  readonly errorCode?: string;
  /** Why a message that cannot be read is none. */
  readonly reason?: string;
  readonly cause: string;
  readonly remedy: string;
  /** Of the body, UTF-8. */
  readonly bytes: number;
}

const GIVEN_UP = {
  cause: 'It was delivered five times, and each time the engine failed to work on it.',
  remedy: "Look in the engine's log for that time, put right what it names, then redrive the letter.",
};

const UNREADABLE = {
  cause: 'It is no message that this version of the engine can read.',
  remedy:
    'Correct whoever sends it. Redriving helps only with an engine that reads it; otherwise it comes back.',
};

/** What a letter says. Only what the engine's own schemas describe; nothing else of its body. */
export function describeLetter(letter: DeadLetter): LetterDescription {
  const { id, queue, at, body, reason } = letter;
  const common = { id, queue, at, bytes: Buffer.byteLength(body) };
  const content = readLetter(letter);
  switch (content.kind) {
    case 'parked': {
      const { errorCode } = content.parked;
      const { cause, remedy } = ERRORS[errorCode];
      const { epoch, ...ids } = content.parked;
      return { ...common, about: 'an attempt, given up after five tries', ...ids, cause, remedy };
    }
    case 'request':
      return { ...common, about: 'an execution request', ...content.request, ...GIVEN_UP };
    case 'event': {
      const { pda, eventId, endpoints } = content.event;
      return { ...common, about: 'a data event', pda, eventId, endpoints, ...GIVEN_UP };
    }
    case 'unreadable':
      return { ...common, about: 'a message that cannot be read', ...(reason && { reason }), ...UNREADABLE };
  }
}
