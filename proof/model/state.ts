import { type Attempt, type Item, type Time, UNTOUCHED, type Width } from './item.ts';

/** What a run does next; `found`: it claimed a write that somebody else began. */
export type Step =
  | 'found'
  | 'there'
  | 'missing'
  | 'claimed'
  | 'read'
  | 'pinned'
  | 'invoked'
  | 'writing'
  | 'written';

/** A claimed run, from its claim until nothing of it can happen any more. */
export interface Run {
  readonly function: number;
  readonly token: number;
  /** Of its claim; the tenant's pseudonym contains it. */
  readonly epoch: number;
  /** Number of its attempt, and the attempt as the run knows it. */
  readonly attempt: number;
  readonly mine: Attempt;
  readonly width: Width;
  /** Whether its version is the catalogue's, was replaced since, or recalled. */
  readonly version: 'current' | 'replaced' | 'recalled';
  /** Otherwise only what it sent is still on its way. */
  readonly alive: boolean;
  readonly step: Step;
  /** Of the lease that it holds or held. */
  readonly time: Time;
  readonly until: number;
  readonly partUntil: number;
  readonly last: boolean;
  /** Records of its part, a bit each. */
  readonly part: number;
}

/** Derived records of one part of an attempt, as the PDA stored them. */
export interface Output {
  readonly function: number;
  readonly attempt: number;
  readonly part: number;
  /** Records they are derived from, a bit each. */
  readonly of: number;
  /** How often they were written. */
  readonly times: number;
}

/** One function on one PDA. What only the invariants look at is a ghost. */
export interface Work {
  readonly item: Item;
  /** A data event for it is on its way. */
  readonly pending: boolean;
  /** Highest fence token that the PDA has seen. */
  readonly fence: number;
  /** Ghosts: the number of the latest attempt, … */
  readonly attempt: number;
  /** … records handed to an invocation of the current part, to finished parts of the attempt, to any finished part, … */
  readonly shown: number;
  readonly done: number;
  readonly processed: number;
  /** … what had been saved when it was last marked, the epoch its owner ended last, and the last told to be over. */
  readonly owed: number;
  readonly ended: number;
  readonly over: number;
}

export interface Pda {
  /** Who made each record: a function, or OUTSIDE. */
  readonly records: readonly number[];
  readonly works: readonly Work[];
  readonly runs: readonly Run[];
  readonly outputs: readonly Output[];
}

export interface Version {
  readonly width: Width;
  readonly recalled: boolean;
}

export interface State {
  readonly pdas: readonly Pda[];
  readonly catalogue: readonly Version[];
}

export const OUTSIDE = -1;

const UNSEEN: Work = {
  item: UNTOUCHED,
  pending: false,
  ...{ fence: 0, attempt: 0, shown: 0, done: 0, processed: 0, owed: 0, ended: -1, over: -1 },
};

/** Functions nobody has enabled, whose versions read little. */
export function initial(pdas: number, functions: number): State {
  const pda: Pda = { records: [], works: Array<Work>(functions).fill(UNSEEN), runs: [], outputs: [] };
  const version: Version = { width: 1, recalled: false };
  return { pdas: Array<Pda>(pdas).fill(pda), catalogue: Array<Version>(functions).fill(version) };
}

/** The element that must be there. */
export function at<T>(list: readonly T[], index: number): T {
  const found = list[index];
  if (found === undefined) throw new RangeError(`The model has no element ${index} of ${list.length}.`);
  return found;
}

export const replaced = <T>(list: readonly T[], index: number, value: T): readonly T[] =>
  list.map((old, i) => (i === index ? value : old));
