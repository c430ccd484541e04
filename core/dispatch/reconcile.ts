import { hasLiveLease } from '../execute/lease.ts';
import { changed, type FunctionStatus } from '../model/function-status.ts';
import type { Clock, EngineLog, ExecutionQueue, QueueBacklog, StatusStore } from '../ports.ts';

export interface ReconcileDeps {
  readonly statuses: StatusStore;
  readonly queue: ExecutionQueue;
  readonly backlog: QueueBacklog;
  readonly log: EngineLog;
  readonly now: Clock;
}

/**
 * Most requests one round sends; the next round goes on. A quarter of what the executor serves in that minute, so that
 * what is sent again before its turn has come stays little.
 */
export const MOST_PER_ROUND = 5_000;

/** Later than any date a status item holds. */
const END_OF_TIME = new Date('9999-12-31T23:59:59.999Z');

const MINUTE_MS = 60_000;

/**
 * Asks again for whatever should have run by now: lost requests, expired leases, pauses that are over. While more than
 * a round waits in the queue it asks for nothing: it would be served after all of that anyway, and where nobody serves
 * it the same requests would come into the queue each minute.
 *
 * @returns for how much it asked
 */
export async function reconcile(deps: ReconcileDeps): Promise<number> {
  const now = deps.now();
  const overdue = await deps.statuses.due(now, MOST_PER_ROUND);
  deps.log.tell('overdue work', { overdueMinutes: minutesSince(overdue[0]?.dueAt, now) });
  if (overdue.length === 0) return 0;
  if ((await deps.backlog.waiting()) > MOST_PER_ROUND) return 0;
  await deps.queue.send(
    overdue.map(({ pda, functionId }) => ({ pda, functionId, trigger: 'reconcile' as const })),
  );
  return overdue.length;
}

/** Whole ones; none of what is not overdue. */
function minutesSince(dueAt: string | undefined, now: Date): number {
  if (dueAt === undefined) return 0;
  return Math.max(0, Math.floor((now.getTime() - Date.parse(dueAt)) / MINUTE_MS));
}

export interface RecoverDeps extends Omit<ReconcileDeps, 'log' | 'backlog'> {
  /** Whether a PDA and its database are in this process: what was being written to it ended with the engine before. */
  isHere(pda: string): boolean;
}

/**
 * Takes the leases away and asks for all unserved work, whatever its time. Only for an engine that knows that no other
 * is alive: on one machine the lock on the data directory proves it. It proves nothing of a write that is on its way
 * to a PDA elsewhere: until that can arrive no more, its lease stays.
 *
 * @returns for how much it asked
 */
export async function recover(deps: RecoverDeps): Promise<number> {
  const unserved = await deps.statuses.due(END_OF_TIME, Number.MAX_SAFE_INTEGER);
  const free = unserved.filter((status) => !mayBeWriting(status, deps));
  for (const status of free.filter(({ lease }) => lease !== undefined)) {
    const dueAt = deps.now().toISOString();
    const voided = {
      lease: undefined,
      executionStarted: undefined,
      leaseToken: status.leaseToken + 1,
      dueAt,
    };
    await deps.statuses.replace(changed(status, voided));
  }
  await deps.queue.send(
    free.map(({ pda, functionId }) => ({ pda, functionId, trigger: 'reconcile' as const })),
  );
  return free.length;
}

function mayBeWriting(status: FunctionStatus, { isHere, now }: RecoverDeps): boolean {
  return status.lease?.phase === 'writing' && hasLiveLease(status, now()) && !isHere(status.pda);
}
