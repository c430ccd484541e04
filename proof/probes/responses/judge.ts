import { isDeepStrictEqual } from 'node:util';
import type { CatalogueEntry } from '../../../core/model/catalogue-entry.ts';
import { ERRORS } from '../../../core/model/error-code.ts';
import { isSuccess } from '../../../core/model/execution-record.ts';
import type { FunctionStatus } from '../../../core/model/function-status.ts';
import { FOREIGN, PLACE } from './good.ts';
import { ALICE, type OwnersEngine } from './owners-engine.ts';
import type { AnswerProbe } from './response-probe.ts';

/** How things stood before the answer, in copies that nothing can have changed. */
export interface Before {
  readonly entry: CatalogueEntry;
  readonly status: FunctionStatus;
  /** Answers that may be stored. */
  readonly writes: number;
}

/** Everything hostile that was stored or believed, in words. */
export async function breaches(
  engine: OwnersEngine,
  { entry, status, writes }: Before,
): Promise<readonly string[]> {
  const now = await engine.statuses.find(ALICE, entry.id);
  const believed = (await engine.catalogue.find(entry.id, ALICE)) ?? entry;
  return [
    ...when(engine.pda.writes.length > writes, 'it was stored'),
    ...when(!engine.pda.writes.every(({ pda }) => pda === ALICE), 'it wrote to somebody else'),
    ...when(!engine.pda.writes.every((batch) => batch.records.every(isInPlace(entry))), 'it wrote elsewhere'),
    ...when(JSON.stringify(engine.pda.reads).includes(FOREIGN), 'it read what it may not'),
    ...when(!isDeepStrictEqual(believed, entry), 'it changed its registration'),
    ...when(!isSameDecision(now, status), "it changed its owner's decision"),
    ...when(isPolluted(), 'it changed what all objects have in common'),
    ...when(await isTold(engine), 'it told of data outside of the PDA'),
  ];
}

const when = (is: boolean, words: string): readonly string[] => (is ? [words] : []);

const isInPlace =
  ({ scope }: CatalogueEntry) =>
  ({ endpoint }: { readonly endpoint: string }): boolean =>
    endpoint === PLACE ||
    (scope.allowSubpaths && /^coach\/insights\/hydration(\/[a-z0-9-]+)+$/.test(endpoint));

function isSameDecision(now: FunctionStatus | undefined, before: FunctionStatus): boolean {
  const decision = ({ enabled, consent, epoch }: FunctionStatus) => ({ enabled, consent, epoch });
  return now !== undefined && isDeepStrictEqual(decision(now), decision(before));
}

export function isPolluted(): boolean {
  const innocent: { readonly polluted?: unknown; readonly enabled?: unknown } = {};
  return innocent.polluted !== undefined || innocent.enabled !== undefined;
}

async function isTold({ executions, statuses, catalogue, told, token }: OwnersEngine): Promise<boolean> {
  const everything = [executions.all, await statuses.ofPda(ALICE), catalogue.releases.items, told];
  return JSON.stringify(everything).includes(token);
}

/** Whether the run ended as an answer like this must: what is wrong with it, if not. */
export function wrongEnd(
  { executions }: OwnersEngine,
  { ends }: Pick<AnswerProbe, 'ends'>,
): string | undefined {
  const record = executions.all.at(-1);
  if (record === undefined) return 'it never ran';
  const came = record.errorCode ?? record.status;
  if (ends === 'defused') return isSuccess(record) ? undefined : `it came to ${came}`;
  return record.errorCode && ends.includes(record.errorCode) ? undefined : `it came to ${came}, not ${ends}`;
}

/** Taken, or put on somebody else's account, as an answer like this must not be. */
export function isBelieved({ executions }: OwnersEngine): boolean {
  const record = executions.all.at(-1);
  if (record === undefined) return false;
  return (
    isSuccess(record) || (record.errorCode !== undefined && ERRORS[record.errorCode].fault !== 'function')
  );
}
