import { type Outcome, simulate } from '../simulate.ts';
import type { PlayId } from './plays.ts';

export interface Report {
  readonly outcomes: readonly (Omit<Outcome, 'violation' | 'trace'> & { readonly violation?: string })[];
  /** After collecting garbage. */
  readonly heapBytes: number;
}

/** A process that plays what it is sent, and answers with what came of it. */
process.on('message', async (batch: readonly PlayId[]) => {
  const outcomes = [];
  for (const play of batch) {
    const { trace, violation, ...outcome } = await simulate(play);
    outcomes.push({ ...outcome, violation: violation?.message });
  }
  globalThis.gc?.();
  process.send?.({ outcomes, heapBytes: process.memoryUsage().heapUsed } as Report);
});

// Whoever wanted the answer is gone.
process.on('disconnect', () => process.exit());
