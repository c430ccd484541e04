import type { CatalogueEntry } from '../model/catalogue-entry.ts';
import type { ExecutionRecord } from '../model/execution-record.ts';
import { request } from './decisions.ts';
import { LONGEST_WAIT_MS, type ManagementDeps, untilNextLookMs } from './deps.ts';
import { update } from './update.ts';

export type TriggerOutcome =
  | { readonly kind: 'ended'; readonly record: ExecutionRecord }
  | { readonly kind: 'running'; readonly executionId: string }
  | { readonly kind: 'notEnabled' };

/** Runs this far back may have ended while a trigger waited. */
const RECENT = 25;

/** Asks for a run now, over everything or what is new, and waits a while for it to end. */
export async function triggerFunction(
  deps: ManagementDeps,
  pda: string,
  entry: CatalogueEntry,
  useAll: boolean,
): Promise<TriggerOutcome> {
  const functionId = entry.id;
  const beganAt = deps.now().getTime();
  // A new id for each decision: one whose answer was lost may have been stored, served and forgotten by now.
  const { after } = await update(deps.statuses, { pda, functionId }, (status) =>
    request(status, { id: deps.newId(), useAll, now: deps.now() }),
  );
  if (!after.requested) return { kind: 'notEnabled' };
  const executionId = after.requested.id;
  // One that is being tried again comes first; when it fails once more, the owner need not wait to hear so.
  const before = after.attempt?.id;
  await deps.queue.send([{ pda, functionId, trigger: 'manual' }]);
  for (let waited = 0; waited < LONGEST_WAIT_MS; waited = deps.now().getTime() - beganAt) {
    const recent = await deps.executions.ofPda(pda, { skip: 0, take: RECENT });
    const record =
      recent.find((candidate) => candidate.executionId === executionId) ??
      recent.find((candidate) => candidate.executionId === before && isFailedSince(candidate, beganAt));
    if (record && record.status !== 'running') return { kind: 'ended', record };
    await deps.sleep(untilNextLookMs(waited));
  }
  return { kind: 'running', executionId };
}

function isFailedSince({ status, finishedAt }: ExecutionRecord, time: number): boolean {
  const isOver = finishedAt !== undefined && new Date(finishedAt).getTime() > time;
  return isOver && (status === 'failed' || status === 'refused');
}
