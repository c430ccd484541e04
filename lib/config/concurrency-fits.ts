import * as z from 'zod/mini';

interface Concurrency {
  readonly concurrentExecutions: number;
  readonly executorConcurrency: number;
  readonly inFlightPerFunction: number;
}

/** Runs of one batch. */
const RUNS = 10;
/** What the engine's other Lambdas take: the dispatcher may work on ten batches. */
const OTHERS = 10;

/** Refuses an executor that does not fit into the account, and a function that could take all of the executor. */
export const concurrencyFits = z.check<Concurrency>(({ value, issues }) => {
  const { concurrentExecutions, executorConcurrency, inFlightPerFunction } = value;
  const runs = executorConcurrency * RUNS;
  const needed = runs + executorConcurrency + OTHERS;
  const refuse = (field: keyof Concurrency, message: string) =>
    issues.push({ code: 'custom', path: [field], message, input: undefined });
  if (needed > concurrentExecutions)
    refuse(
      'executorConcurrency',
      `needs ${needed} Lambdas at once (its own, ten functions for each, ${OTHERS} others), and concurrentExecutions is ` +
        `${concurrentExecutions}: lower it, or ask for more in Service Quotas and set concurrentExecutions`,
    );
  if (inFlightPerFunction >= runs)
    refuse(
      'inFlightPerFunction',
      `must be below ${runs}, ten for each of executorConcurrency, so that no function takes all of them`,
    );
});
