import { UnreadableItem } from '../errors.ts';
import type { CatalogueEntry } from '../model/catalogue-entry.ts';
import type { ExecutionRequest } from '../model/execution-request.ts';
import { untouchedStatus } from '../model/function-status.ts';
import { type ClaimDecision, cannotRun, claim } from './claim.ts';
import type { ExecutorDeps } from './deps.ts';
import { recordEnded } from './ended.ts';
import { HeldLease } from './held-lease.ts';
import { Run } from './run.ts';
import { settleFailure } from './settle-failure.ts';

/**
 * Serves one execution request: claims the function for this PDA if there is work, and runs it to its end.
 * Whatever goes wrong is settled in the status item; only failing to reach our own stores is thrown, and then
 * the lease runs out and reconcile sends the request again.
 *
 * @param deadline when this process may be gone; a run stops between parts before it
 */
export async function execute(deps: ExecutorDeps, request: ExecutionRequest, deadline?: Date): Promise<void> {
  const entry = await findEntry(deps, request.functionId);
  if (!entry) return setAside(deps, request);
  const decision = await claimRun(deps, request, entry);
  tellDecision(deps, request, decision);
  if (decision.kind !== 'claimed') return;
  const lease = new HeldLease(deps.statuses, decision.next);
  const run = new Run(deps, { entry, lease, attempt: decision.attempt, deadline });
  try {
    await run.toEnd();
  } catch (error) {
    await settleFailure(deps, run, error);
  }
}

/** An entry that cannot be read is like none: the work is kept until it is put right. The catalogue tells the log. */
async function findEntry(
  { catalogue }: ExecutorDeps,
  functionId: string,
): Promise<CatalogueEntry | undefined> {
  try {
    return await catalogue.find(functionId);
  } catch (error) {
    if (error instanceof UnreadableItem) return undefined;
    throw error;
  }
}

async function claimRun(
  deps: ExecutorDeps,
  { pda, functionId, trigger }: ExecutionRequest,
  entry: CatalogueEntry,
): Promise<ClaimDecision> {
  const recordDeps = { ...deps, sealed: deps.invoker.sealed };
  for (;;) {
    const status = (await deps.statuses.find(pda, functionId)) ?? untouchedStatus(pda, functionId);
    if (status.ended) {
      await recordEnded(recordDeps, status, entry);
      continue;
    }
    const decision = claim(status, { now: deps.now(), entry, trigger, newAttemptId: deps.newId() });
    if (decision.next && !(await deps.statuses.replace(decision.next))) continue;
    if (decision.next?.ended) await recordEnded(recordDeps, decision.next, entry);
    return decision;
  }
}

/** The registry has no such function (any more): its work is kept, and looked at again in a while. */
async function setAside(deps: ExecutorDeps, { pda, functionId }: ExecutionRequest): Promise<void> {
  const status = await deps.statuses.find(pda, functionId);
  const next = status && cannotRun(status, 'FUNCTION_UNAVAILABLE', deps.now());
  if (!next || !(await deps.statuses.replace(next))) return;
  const codeHash = next.consent?.codeHash ?? '';
  await recordEnded({ ...deps, sealed: deps.invoker.sealed }, next, { id: functionId, codeHash });
}

function tellDecision({ log }: ExecutorDeps, request: ExecutionRequest, decision: ClaimDecision): void {
  const { functionId, trigger } = request;
  if (decision.kind === 'claimed') {
    const { id: executionId, version } = decision.attempt;
    log.tell('execution claimed', { executionId, functionId, version, trigger });
  } else log.tell('request declined', { functionId, trigger });
}
