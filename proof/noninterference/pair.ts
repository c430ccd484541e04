import type { Scenario } from '../simulator/faults/profile.ts';
import { type BreakName, LEAKS } from './breaks.ts';
import { compare, type Difference } from './compare.ts';
import type { Kind } from './kinds.ts';
import type { Channel } from './observe/channels.ts';
import { nameOf } from './observe/declared.ts';
import { playSide } from './play/play.ts';

/** What decides a pair entirely. */
export interface PairId {
  readonly seed: number;
  readonly kind: Kind;
  readonly scenario: Scenario;
  /** Something the engine is made to give away. */
  readonly leak?: BreakName | undefined;
}

export interface PairOutcome extends PairId {
  readonly difference?: Difference | undefined;
  /** What the engine's code must not do, and did. */
  readonly fault?: string | undefined;
  /** Calls of functions that were given records, in both plays. */
  readonly runs: number;
  readonly compared: number;
  readonly channels: readonly Channel[];
  /** Names of declared fields that did differ. */
  readonly differed: readonly string[];
  /** Whether functions were given different records. */
  readonly isApart: boolean;
}

/** Plays the same twice, on two private inputs, and compares what could be seen. */
export async function playPair({ seed, kind, scenario, leak }: PairId): Promise<PairOutcome> {
  const options = { seed, kind, scenario, leak: leak && LEAKS[leak].leak };
  const one = await playSide({ ...options, side: 'one' });
  const other = await playSide({ ...options, side: 'other' });
  const { difference, compared, differed } = compare(kind, one.observations, other.observations);
  return {
    ...{ seed, kind, scenario, leak, difference, compared },
    fault: one.fault ?? other.fault,
    runs: one.runs + other.runs,
    channels: [...new Set(one.observations.map(({ channel }) => channel))],
    differed: [...differed].map(nameOf),
    isApart: one.seen !== other.seen,
  };
}
