import type { ExecutionRecord } from '../../core/model/execution-record.ts';

/** What was sent to one PDA, and what of it was answered; times are in milliseconds, by one clock. */

export interface Saved {
  readonly text: string;
  /** Answered with success: from then on it must be there. */
  readonly acknowledgedAt?: number | undefined;
}

/** A manual trigger. One without an answer may have had its effect or not. */
export interface Trigger {
  readonly functionId: string;
  readonly useAll: boolean;
  readonly sentAt: number;
  readonly answer?: TriggerAnswer | undefined;
}

export type TriggerAnswer =
  | { readonly kind: 'ended'; readonly at: number }
  | { readonly kind: 'started'; readonly executionId: string };

/** From the moment a disable was answered until the next enable; `before` and `after` are derived records' ids. */
export interface Silence {
  readonly functionId: string;
  readonly from: number;
  readonly to: number;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

export interface Derived {
  readonly recordId: string;
  readonly text: string;
}

/** A record of the counting function: how many records it was given, over all feeds. */
export interface Counted {
  readonly recordId: string;
  readonly records: number;
}

/** All that is known of one PDA, asked over the wire when the engine had come to rest. */
export interface History {
  readonly person: string;
  readonly saves: readonly Saved[];
  readonly triggers: readonly Trigger[];
  readonly silences: readonly Silence[];
  /** Answers that the API does not know. */
  readonly oddAnswers: readonly string[];
  /** Texts that the PDA holds. */
  readonly stored: readonly string[];
  readonly derived: readonly Derived[];
  readonly counted: readonly Counted[];
  readonly executions: readonly ExecutionRecord[];
  /** The deriving function is enabled and has been asked for a run since: all that is stored must be derived. */
  readonly isOwed: boolean;
  /** Nothing was ever counted over everything, so the numbers add up. */
  readonly isCountedOnce: boolean;
}

/** A promise that was broken. */
export interface Violation {
  /** Name of an invariant, or of what else was promised. */
  readonly promise: string;
  readonly person: string;
  readonly evidence: string;
}

export const TRACKER = 'sentiment-tracker';
export const COUNTER = 'data-feed-counter';
export const FUNCTIONS = [TRACKER, COUNTER] as const;
