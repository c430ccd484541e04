import { MOST_PER_ROUND } from '../../core/dispatch/reconcile.ts';
import { PDA_TIMEOUT_MS } from '../../core/execute/timing.ts';
import type { Busy } from './busy.ts';
import { ENGINE } from './engine.ts';
import { activeOf, type Load, pairsOf, ratesOf } from './load.ts';

/** How the engine comes back, and what it takes to bring it down. */
export interface Outages {
  /** Runs that wait when all PDAs come back; those of one function on one PDA have become one. */
  readonly waiting: number;
  /** Minutes until all of them were asked for again, by reconcile alone. */
  readonly askedWithin: number;
  /** Minutes until all of them have run, with what else there is to do. */
  readonly servedWithin: number;
  /** Share of PDAs that may hang, answering nothing until the time-out, before the executor has no place for others. */
  readonly mayHang: number;
}

export function outagesOf(load: Load, { executor, runSeconds }: Busy): Outages {
  const average = ratesOf(load, 1);
  const waiting = activeOf(pairsOf(load), average.pairRuns, load.outage * 60);
  const perMinute = (MOST_PER_ROUND * 60) / ENGINE.reconcileEvery;
  const free = Math.max(0, executor.capacity - average.runs) * 60;
  const places = load.executors * ENGINE.executor.batch;
  const hangs = PDA_TIMEOUT_MS / 1000;
  const left = places - average.runs * runSeconds;
  return {
    waiting,
    askedWithin: waiting / perMinute,
    servedWithin: Math.max(waiting / perMinute, free > 0 ? waiting / free : Number.POSITIVE_INFINITY),
    mayHang: Math.max(0, Math.min(1, left / (average.runs * (hangs - runSeconds)))),
  };
}
