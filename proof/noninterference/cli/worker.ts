import { type PairId, type PairOutcome, playPair } from '../pair.ts';

export interface Report {
  readonly outcomes: readonly PairOutcome[];
}

/** A process that plays the pairs it is sent, and answers with what came of them. */
process.on('message', async (batch: readonly PairId[]) => {
  const outcomes: PairOutcome[] = [];
  for (const pair of batch) outcomes.push(await playPair(pair));
  process.send?.({ outcomes } as Report);
});

// Whoever wanted the answer is gone.
process.on('disconnect', () => process.exit());
