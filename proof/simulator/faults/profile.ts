/** How often what goes wrong; probabilities unless said otherwise. */
export interface Profile {
  /** A process dies at a call. */
  readonly crash: number;
  /** Every process dies at once, and the engine starts again, each time the world moves on. */
  readonly restart: number;
  /** An answer arrives seconds to minutes late, as after a pause of the process. */
  readonly stall: number;
  /** A store refuses, or applies a change and says that it has not, or applies it after it said so. */
  readonly store: number;
  /** A PDA does not answer, before or after it has done what it was asked. */
  readonly pda: number;
  /** How long after its time-out a PDA may still carry out a request, ms. */
  readonly lingeringMs: number;
  /** Invoking fails for reasons that are not the function's. */
  readonly invoke: number;
  /** A message is lost, doubled, late or out of order. */
  readonly queue: number;
  /** A function takes to misbehaving, each time the world moves on. */
  readonly hostile: number;
  /** An owner disables, enables or triggers, each time the world moves on. */
  readonly owner: number;
  /** A function gets a new version, is recalled or becomes unavailable, each time the world moves on. */
  readonly versions: number;
  /** Most runs of one function that are at work at a time. */
  readonly inFlight: number;
  /** People besides the usual ones. */
  readonly others?: readonly string[];
  /** A PDA that never answers and functions that never do, beside which everybody else is healthy. */
  readonly sick?: { readonly pda: string; readonly functionIds: readonly string[] };
}

/** A PDA is done with a request this long after the client gave up on it, as the deadline of a write assumes. */
const PROMISED_MS = 29_000;

export const NO_FAULTS: Profile = {
  crash: 0,
  restart: 0,
  stall: 0,
  store: 0,
  pda: 0,
  lingeringMs: PROMISED_MS,
  invoke: 0,
  queue: 0,
  hostile: 0,
  owner: 0.1,
  versions: 0,
  inFlight: 100,
};

/** What the simulator can be asked to play. */
export const SCENARIOS = {
  calm: NO_FAULTS,
  crashes: { ...NO_FAULTS, crash: 0.03, restart: 0.05 },
  /** Of an engine that knows to be the only one, while writes are on their way to PDAs. */
  restarts: { ...NO_FAULTS, restart: 0.5, pda: 0.3, owner: 0.6 },
  stalls: { ...NO_FAULTS, stall: 0.04, owner: 0.3 },
  stores: { ...NO_FAULTS, store: 0.08 },
  pdas: { ...NO_FAULTS, pda: 0.1, owner: 0.4 },
  /** PDAs that break their promise: then nothing keeps a write from arriving after a disable, so nobody disables. */
  'late pdas': { ...NO_FAULTS, pda: 0.3, lingeringMs: 900_000, owner: 0 },
  queues: { ...NO_FAULTS, queue: 0.3 },
  functions: { ...NO_FAULTS, hostile: 0.5, invoke: 0.1 },
  owners: { ...NO_FAULTS, owner: 0.7, stall: 0.01 },
  versions: { ...NO_FAULTS, versions: 0.4, owner: 0.2, crash: 0.01, restart: 0.05, stall: 0.04 },
  neighbours: {
    ...NO_FAULTS,
    owner: 0,
    // Who waits for the sick PDA holds one of them.
    inFlight: 2,
    sick: { pda: 'asha.example', functionIds: ['alpha', 'gamma'] },
  },
  /** Many who want the same few places, some of which nobody gives back. */
  crowd: {
    ...{ ...NO_FAULTS, crash: 0.01, restart: 0.05, stall: 0.02, store: 0.02, pda: 0.03, invoke: 0.05 },
    ...{
      queue: 0.05,
      hostile: 0.2,
      owner: 0.2,
      inFlight: 2,
      others: ['cleo.example', 'dev.example', 'eve.example'],
    },
  },
  storm: {
    crash: 0.01,
    restart: 0.05,
    stall: 0.01,
    store: 0.02,
    pda: 0.03,
    lingeringMs: PROMISED_MS,
    invoke: 0.03,
    queue: 0.1,
    hostile: 0.2,
    owner: 0.3,
    versions: 0.15,
    inFlight: 100,
  },
} as const satisfies Record<string, Profile>;

export type Scenario = keyof typeof SCENARIOS;
export const SCENARIO_NAMES = Object.keys(SCENARIOS) as readonly Scenario[];
