import { ownConfiguration } from '../execute/payload.ts';
import type { CatalogueEntry } from '../model/catalogue-entry.ts';
import type { FunctionConfiguration } from '../model/function-configuration.ts';
import { type FunctionStatus, untouchedStatus } from '../model/function-status.ts';
import { disable, enable, isStillWriting } from './decisions.ts';
import type { ManagementDeps } from './deps.ts';
import { LONGEST_WAIT_MS, POLL_MS } from './deps.ts';
import { update } from './update.ts';

/** Every registered function as this owner sees it, sorted by id. */
export async function listFunctions(
  deps: ManagementDeps,
  pda: string,
): Promise<readonly FunctionConfiguration[]> {
  const [entries, statuses] = await Promise.all([deps.catalogue.all(), deps.statuses.ofPda(pda)]);
  const byId = new Map(statuses.map((status) => [status.functionId, status]));
  return entries
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map((entry) => ownConfiguration(entry, byId.get(entry.id) ?? untouchedStatus(pda, entry.id)));
}

export async function showFunction(
  deps: ManagementDeps,
  pda: string,
  entry: CatalogueEntry,
): Promise<FunctionConfiguration> {
  const status = await deps.statuses.find(pda, entry.id);
  return ownConfiguration(entry, status ?? untouchedStatus(pda, entry.id));
}

/** Stores the owner's consent to what the current version reads and writes. */
export async function enableFunction(
  deps: ManagementDeps,
  pda: string,
  entry: CatalogueEntry,
): Promise<FunctionConfiguration> {
  const key = { pda, functionId: entry.id };
  const enabled = await update(deps.statuses, key, (status) => enable(status, entry, deps.now()));
  await forgetBefore(deps, enabled);
  return ownConfiguration(entry, enabled);
}

/**
 * Withdraws consent, and waits for a write that is past its point of no return.
 *
 * @returns the configuration once nothing of the function can happen any more, or undefined while it still can
 */
export async function disableFunction(
  deps: ManagementDeps,
  pda: string,
  entry: CatalogueEntry,
): Promise<FunctionConfiguration | undefined> {
  const giveUpAt = deps.now().getTime() + LONGEST_WAIT_MS;
  const key = { pda, functionId: entry.id };
  const disabled = await update(deps.statuses, key, (stored) => disable(stored, deps.now()));
  await forgetBefore(deps, disabled);
  let status: FunctionStatus | undefined = disabled;
  while (status && isStillWriting(status, deps.now())) {
    if (deps.now().getTime() >= giveUpAt) return undefined;
    await deps.sleep(POLL_MS);
    status = await deps.statuses.find(pda, entry.id);
  }
  return ownConfiguration(entry, status ?? untouchedStatus(pda, entry.id));
}

/** Only the epoch just before can still have environments. */
function forgetBefore(deps: ManagementDeps, { pda, functionId, epoch }: FunctionStatus): Promise<void> {
  return deps.forget(pda, functionId, epoch - 1);
}
