import { AWS } from './aws-limits.ts';
import type { Busy } from './busy.ts';
import { ENGINE } from './engine.ts';
import type { Limit } from './limits.ts';
import type { Load } from './load.ts';

/** What to ask AWS for and to write into the stage, so that a load is borne. */
export interface Remedy {
  readonly concurrency: number;
  readonly executors: number;
  readonly inFlight: number;
}

/** Of what is asked for, so much stays free at the busiest moment. */
const SPARE = 1.25;

/** @returns nothing smaller than what there is already */
export function remedyOf(load: Load, busy: Busy, limits: readonly Limit[]): Remedy {
  const used = (name: string) => limits.find((limit) => limit.name.startsWith(name))?.used ?? 0;
  const { capacity } = busy.executor;
  const executors = roundUp((used('executor') / capacity) * load.executors * SPARE, 10);
  const inFlight = roundUp(used('slots of the most used function') * SPARE, 10);
  const environments = (used('tenant environments') * SPARE * 1_000) / AWS.environmentsPerThousand;
  // Every place of the executor may invoke at once.
  const atOnce = executors * (ENGINE.executor.batch + 1) * SPARE;
  return {
    executors: Math.min(AWS.mostBatchesPerQueue, Math.max(load.executors, executors)),
    inFlight: Math.max(load.inFlight, inFlight),
    concurrency: Math.max(load.concurrency, roundUp(Math.max(environments, atOnce), 500)),
  };
}

function roundUp(value: number, step: number): number {
  return Math.ceil(value / step) * step;
}
