import type { Random } from '../../local/sample/random.ts';
import { CALLS_OF_A_RUN, PDA_REQUESTS } from './calls.ts';
import { LATENCY } from './engine.ts';
import type { Load } from './load.ts';

/** Of the logarithm: a request in forty takes more than three times the median. */
const SPREAD = 0.5;

/** One that is asked for a run or a request draws what it takes, in seconds. */
export type Draw = () => number;

const TABLES = ['slots.', 'statuses.', 'executions.'];
const tableCalls = Object.entries(CALLS_OF_A_RUN)
  .filter(([call]) => TABLES.some((table) => call.startsWith(table)))
  .reduce((sum, [, times]) => sum + times, 0);

/** What every run takes besides its PDA and its function, in ms; each request to a PDA looks up its registration. */
const OWN_MS = (tableCalls + PDA_REQUESTS) * LATENCY.dynamodb + LATENCY.eventbridge;

/** How long the executor works on one run. */
export function runTime(load: Load, newShare: number, random: Random): Draw {
  const invocation = invocationTime(load, newShare, random);
  return () => {
    let requests = 0;
    for (let request = 0; request < PDA_REQUESTS; request++) requests += lognormal(load.pdaLatency, random);
    return (OWN_MS + requests) / 1000 + invocation();
  };
}

/** The mean of what `runTime` draws. */
export function meanRunTime(load: Load, newShare: number): number {
  return (OWN_MS + PDA_REQUESTS * load.pdaLatency * MEAN) / 1000 + meanInvocationTime(load, newShare);
}

/** How long a function is at work, with the start of its environment when it needs a new one. */
function invocationTime({ duration, cold }: Load, newShare: number, random: Random): Draw {
  return () => {
    const start = random.chance(newShare) ? lognormal(cold, random) : 0;
    return (start + lognormal(duration, random)) / 1000;
  };
}

export function meanInvocationTime({ duration, cold }: Load, newShare: number): number {
  return ((newShare * cold + duration) * MEAN) / 1000;
}

/** How long the dispatcher works on one event. */
export function dispatchTime(random: Random): Draw {
  return () => (lognormal(2 * LATENCY.dynamodb, random) + lognormal(LATENCY.sqs, random)) / 1000;
}

/** Looked up once: this is drawn a million times. */
const { sqrt, log, cos, exp, PI } = Math;

/** Over the median. */
const MEAN = exp(SPREAD ** 2 / 2);

function lognormal(median: number, random: Random): number {
  // Box and Muller; 1 - next() is never 0.
  const normal = sqrt(-2 * log(1 - random.next())) * cos(2 * PI * random.next());
  return median * exp(SPREAD * normal);
}
