import { AWS } from './aws-limits.ts';

/** What the engine is asked to bear, and on what. Rates that nobody can know before are assumptions: each is an option. */
export interface Load {
  readonly pdas: number;
  /** Data events of one PDA in a day. */
  readonly eventsPerDay: number;
  /** The busiest moment's rate over the day's average. */
  readonly peak: number;
  /** Functions in the registry. */
  readonly functions: number;
  /** Functions that one PDA has enabled. */
  readonly functionsPerPda: number;
  /** Of these, how many an event makes run, on average. */
  readonly runsPerEvent: number;
  /** Share of all runs that are the most used function's. */
  readonly topShare: number;
  /** MB of a function. */
  readonly memory: number;
  /** Median of what a function takes, in ms. */
  readonly duration: number;
  /** Of a new environment, before the function begins, in ms. */
  readonly cold: number;
  readonly architecture: 'arm' | 'x86';
  /** Records that a run reads, and what one is, in bytes; it writes a tenth of that. */
  readonly records: number;
  readonly recordBytes: number;
  /** Median of a request to a PDA, in ms. */
  readonly pdaLatency: number;
  /** How long an idle environment stays, in minutes. AWS documents none. */
  readonly idle: number;
  /** Share of runs that need a new environment; undefined: follows from `idle`. */
  readonly newEnvironments?: number | undefined;
  /** Concurrent executions that the account may have. */
  readonly concurrency: number;
  /** Batches at a time that the executor works on. */
  readonly executors: number;
  /** Most runs of one function at work. */
  readonly inFlight: number;
  /** How PDAs tell of new data. */
  readonly eventsBy: 'api' | 'bus';
  /** Log bytes of a run, on both Lambdas. */
  readonly logBytes: number;
  /** Days that execution records and logs are kept. */
  readonly keptDays: number;
  /** For how long all PDAs are away, in minutes, in the question how the engine comes back. */
  readonly outage: number;
  /** Events that one PDA sends at once, in the question what others see of it. */
  readonly burst: number;
  readonly seed: string;
}

export const DEFAULT_LOAD: Load = {
  pdas: 1_000_000,
  eventsPerDay: 20,
  peak: 3,
  functions: 50,
  functionsPerPda: 3,
  runsPerEvent: 1,
  topShare: 0.2,
  memory: 128,
  duration: 250,
  cold: 400,
  architecture: 'arm',
  records: 10,
  recordBytes: 1_000,
  pdaLatency: 100,
  idle: 10,
  concurrency: AWS.concurrency,
  executors: 50,
  inFlight: 100,
  eventsBy: 'bus',
  logBytes: 2_000,
  keptDays: 90,
  outage: 10,
  burst: 10_000,
  seed: 'scale',
};

const DAY_S = 86_400;

/** A second of the load, on average or at its busiest. */
export interface Rates {
  readonly events: number;
  readonly runs: number;
  /** Of the most used function. */
  readonly topRuns: number;
  /** Runs of one function on one PDA. */
  readonly pairRuns: number;
  /** Share of runs that need a new environment. */
  readonly newShare: number;
}

/** One function on one PDA, for all that have it enabled. */
export function pairsOf({ pdas, functionsPerPda }: Load): number {
  return pdas * functionsPerPda;
}

/** Those of the most used function: every PDA has it once at most. */
export function topPairsOf(load: Load): number {
  return Math.min(load.pdas, pairsOf(load) * load.topShare);
}

/** @param factor over the day's average */
export function ratesOf(load: Load, factor: number): Rates {
  const events = ((load.pdas * load.eventsPerDay) / DAY_S) * factor;
  const runs = events * load.runsPerEvent;
  const pairRuns = runs / pairsOf(load);
  const newShare = load.newEnvironments ?? Math.exp(-pairRuns * load.idle * 60);
  return { events, runs, topRuns: runs * load.topShare, pairRuns, newShare };
}

/** Of so many pairs, those that run at least once within so many seconds. */
export function activeOf(pairs: number, pairRuns: number, seconds: number): number {
  return pairs * (1 - Math.exp(-pairRuns * seconds));
}
