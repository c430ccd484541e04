import type { Call } from '../world/simulated-process.ts';

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

/** Decides about every call. */
export interface Faults {
  judge(call: Call): Verdict;
}

/** A call as it should be. */
export const PROMPT: Verdict = { applyMs: 2, answerMs: 4 };
