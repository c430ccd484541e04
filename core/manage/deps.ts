import type { Clock, ExecutionQueue, ExecutionStore, FunctionCatalogue, StatusStore } from '../ports.ts';

/** Everything the management of functions touches. */
export interface ManagementDeps {
  readonly catalogue: FunctionCatalogue;
  readonly statuses: StatusStore;
  readonly executions: ExecutionStore;
  readonly queue: ExecutionQueue;
  /** Whether functions run sealed here. */
  readonly sealed: boolean;
  readonly now: Clock;
  readonly newId: () => string;
  /**
   * Ends the warm environments that a function has for a PDA in an epoch that is over. They are never used again
   * in any case, since the tenant's pseudonym contains the epoch; this only ends what they remember.
   */
  readonly forget: (pda: string, functionId: string, epoch: number) => Promise<void>;
  readonly sleep: (milliseconds: number) => Promise<void>;
}

/** Longest that a request waits for a run to end before it answers that the run goes on. */
export const LONGEST_WAIT_MS = 25_000;

/** Pause between two looks at the stores while waiting. */
export const POLL_MS = 100;

/** Who has waited for long can wait a little longer: a look costs a read. */
export function untilNextLookMs(waitedMs: number): number {
  return waitedMs < 3_000 ? POLL_MS : 500;
}
