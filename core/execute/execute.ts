import { findEntry } from '../find-entry.ts';
import type { CatalogueEntry } from '../model/catalogue-entry.ts';
import type { ExecutionRequest } from '../model/execution-request.ts';
import { type FunctionStatus, untouchedStatus } from '../model/function-status.ts';
import { type ClaimDecision, cannotRun, claim } from './claim.ts';
import type { ExecutorDeps } from './deps.ts';
import { recordEnded } from './ended.ts';
import { HeldLease } from './held-lease.ts';
import { HeldSlot } from './held-slot.ts';
import { Run } from './run.ts';
import { settleFailure } from './settle-failure.ts';
import { askAfterPause, waitForSlot } from './wait-for-slot.ts';

/** `waiting`: everything is as for a claim, but every slot of the function is taken. */
type Decision = ClaimDecision | { readonly kind: 'waiting'; readonly next: FunctionStatus };

/**
 * Serves one execution request: claims the function for this PDA if there is work, and runs it to its end.
 * Whatever goes wrong is settled in the status item; only failing to reach our own stores is thrown, and then
 * the lease runs out and reconcile sends the request again.
 *
 * @param deadline when this process may be gone; a run stops between parts before it
 */
export async function execute(deps: ExecutorDeps, request: ExecutionRequest, deadline?: Date): Promise<void> {
  const entry = await findEntry(deps.catalogue, request);
  if (!entry) return setAside(deps, request);
  const slot = new HeldSlot(deps, entry);
  const decision = await claimRun(deps, request, { entry, slot });
  tellDecision(deps, request, decision);
  if (decision.kind === 'waiting') await askAfterPause(deps, request, decision.next);
  if (decision.kind !== 'claimed') return;
  const lease = new HeldLease(deps.statuses, decision.next);
  const { hops } = request;
  const run = new Run(deps, { entry, lease, slot, attempt: decision.attempt, hops, deadline });
  try {
    await run.toEnd();
  } catch (error) {
    await settleFailure(deps, run, error);
  }
}

async function claimRun(
  deps: ExecutorDeps,
  { pda, functionId, trigger }: ExecutionRequest,
  { entry, slot }: { readonly entry: CatalogueEntry; readonly slot: HeldSlot },
): Promise<Decision> {
  const recordDeps = { ...deps, sealed: deps.invoker.sealed };
  for (;;) {
    const status = (await deps.statuses.find(pda, functionId)) ?? untouchedStatus(pda, functionId);
    if (status.ended) {
      await recordEnded(recordDeps, status, entry);
      continue;
    }
    const claimed = claim(status, { now: deps.now(), entry, trigger, newAttemptId: deps.newId() });
    const decision = (await mayBegin(claimed, slot)) ? claimed : waiting(deps, status);
    if (decision.next && !(await deps.statuses.replace(decision.next))) continue;
    if (decision.next?.ended) await recordEnded(recordDeps, decision.next, entry);
    return decision;
  }
}

/**
 * A look only, lest much be claimed and read for nothing. A write that was begun is settled whoever is at work: that
 * alone invokes nothing.
 */
async function mayBegin(decision: ClaimDecision, slot: HeldSlot): Promise<boolean> {
  return decision.kind !== 'claimed' || decision.attempt.writing !== undefined || (await slot.isAnyFree());
}

function waiting({ now, random }: ExecutorDeps, status: FunctionStatus): Decision {
  return { kind: 'waiting', next: waitForSlot(status, { now: now(), random: random() }) };
}

/** The registry has no such function (any more): its work is kept, and looked at again in a while. */
async function setAside(deps: ExecutorDeps, { pda, functionId }: ExecutionRequest): Promise<void> {
  const status = await deps.statuses.find(pda, functionId);
  const next = status && cannotRun(status, 'FUNCTION_UNAVAILABLE', deps.now());
  if (!next || !(await deps.statuses.replace(next))) return;
  const codeHash = next.consent?.codeHash ?? '';
  await recordEnded({ ...deps, sealed: deps.invoker.sealed }, next, { id: functionId, codeHash });
}

function tellDecision({ log }: ExecutorDeps, request: ExecutionRequest, decision: Decision): void {
  const { functionId, trigger } = request;
  if (decision.kind === 'claimed') {
    const { id: executionId, version } = decision.attempt;
    log.tell('execution claimed', { executionId, functionId, version, trigger });
  } else if (decision.kind === 'declined') log.tell('request declined', { functionId, trigger });
}
