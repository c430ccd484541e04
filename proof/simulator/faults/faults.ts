/** What a call is made to: each kind fails in its own way. */
export type CallKind = 'status' | 'table' | 'queue' | 'pda' | 'function' | 'outcomes';

export interface Call {
  readonly kind: CallKind;
  /** For people: `status.replace alice/alpha`. */
  readonly name: string;
  /** The caller gives up after this long. */
  readonly withinMs?: number | undefined;
  /** It goes to another machine: once sent it arrives, though its own be gone. */
  readonly goesElsewhere?: boolean | undefined;
}

/** What becomes of one call of a process. Times are from the moment of the call. */
export interface Verdict {
  /** When the effect happens; absent: never. It may be after the answer. */
  readonly applyMs?: number | undefined;
  readonly answerMs: number;
  /** What the caller is told instead of the truth. */
  readonly error?: Error | undefined;
  /** What the caller gets instead of the effect's own answer. */
  readonly instead?: unknown;
  readonly dies?: 'before' | 'after' | undefined;
  /** For the trace. */
  readonly note?: string | undefined;
}

/** An error that belongs to the play; any other that a process meets is a fault of the engine's code. */
export class InjectedFault extends Error {
  override readonly name = 'InjectedFault';
}

/** Decides about every call. */
export interface Faults {
  /** @param by the process, by its kind and number: `executor-7` */
  judge(call: Call, by: string): Verdict;
}

/** A call as it should be. */
export const PROMPT: Verdict = { applyMs: 2, answerMs: 4 };
