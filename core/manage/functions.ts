import { recordEnded } from '../execute/ended.ts';
import { hasLiveLease } from '../execute/lease.ts';
import type { CatalogueEntry } from '../model/catalogue-entry.ts';
import { type FunctionStatus, untouchedStatus } from '../model/function-status.ts';
import { disable, enable } from './decisions.ts';
import type { ManagementDeps } from './deps.ts';
import { LONGEST_WAIT_MS, untilNextLookMs } from './deps.ts';
import { type OwnersFunction, ownersView } from './owners-view.ts';
import { type Update, update } from './update.ts';

/** Every registered function as this owner sees it, sorted by id. */
export async function listFunctions(deps: ManagementDeps, pda: string): Promise<readonly OwnersFunction[]> {
  const [entries, statuses] = await Promise.all([deps.catalogue.all(pda), deps.statuses.ofPda(pda)]);
  const byId = new Map(statuses.map((status) => [status.functionId, status]));
  return entries
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map((entry) => ownersView(entry, byId.get(entry.id) ?? untouchedStatus(pda, entry.id), deps.now()));
}

export async function showFunction(
  deps: ManagementDeps,
  pda: string,
  entry: CatalogueEntry,
): Promise<OwnersFunction> {
  const status = await deps.statuses.find(pda, entry.id);
  return ownersView(entry, status ?? untouchedStatus(pda, entry.id), deps.now());
}

/** Stores the owner's consent to what the current version reads and writes. */
export async function enableFunction(
  deps: ManagementDeps,
  pda: string,
  entry: CatalogueEntry,
): Promise<OwnersFunction> {
  const key = { pda, functionId: entry.id };
  const decision = await update(deps.statuses, key, (status) => enable(status, entry, deps.now()));
  await endWhatWas(deps, decision, entry);
  return ownersView(entry, decision.after, deps.now());
}

/**
 * Withdraws consent, and waits for a write that is past its point of no return, and for an invocation that may be
 * starting at this moment.
 *
 * @returns the configuration once nothing of the function can happen any more, or undefined while it still can
 */
export async function disableFunction(
  deps: ManagementDeps,
  pda: string,
  entry: CatalogueEntry,
): Promise<OwnersFunction | undefined> {
  const beganAt = deps.now().getTime();
  const key = { pda, functionId: entry.id };
  const decision = await update(deps.statuses, key, (stored) => disable(stored, deps.now()));
  await endWhatWas(deps, decision, entry);
  let status: FunctionStatus | undefined = decision.after;
  // Every claim takes a new token, so an old one means the run that the decision found.
  while (status?.leaseToken === decision.after.leaseToken && hasLiveLease(status, deps.now())) {
    const waited = deps.now().getTime() - beganAt;
    if (waited >= LONGEST_WAIT_MS) return undefined;
    await deps.sleep(untilNextLookMs(waited));
    status = await deps.statuses.find(pda, entry.id);
  }
  return ownersView(entry, status ?? untouchedStatus(pda, entry.id), deps.now());
}

/** Ends the environments of an epoch that is over, and records what was dropped with it as cancelled. */
async function endWhatWas(
  deps: ManagementDeps,
  { before, after }: Update,
  entry: CatalogueEntry,
): Promise<void> {
  await recordEnded(deps, after, entry);
  if (after.epoch !== before.epoch) await deps.forget(after.pda, entry.id, before.epoch);
}
