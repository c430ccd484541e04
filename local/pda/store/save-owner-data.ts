import { parseJson } from '../../../adapters/pda/parse-json.ts';
import type { EndpointData } from '../../../core/model/endpoint-data.ts';
import type { Json } from '../../../core/model/json.ts';
import { identityOf } from './identity.ts';
import { groupOf, insertLinkGroups } from './link-groups.ts';
import { insertEvent } from './outbox.ts';
import { findByIdentity, insertRecords, type NewRecord } from './records.ts';
import type { Database, Sql } from './sql.ts';
import { storableJson } from './storable-json.ts';

/** A record to save, with the records that belong to it (one level). */
export interface Draft {
  readonly endpoint: string;
  readonly data: Json;
  /** ISO 8601, UTC. */
  readonly sourceTimestamp?: string | undefined;
  /** The record's id where it comes from: with it, the id at the endpoint says which record it is. */
  readonly sourceUniqueId?: string | undefined;
  readonly links?: readonly Omit<Draft, 'links'>[] | undefined;
}

export interface OwnerDataSave {
  readonly pda: string;
  readonly drafts: readonly Draft[];
  /** Leave out what the PDA holds already, instead of refusing everything. */
  readonly skipDuplicates: boolean;
  /** How records are shown to whoever sent them; as they are stored unless given. */
  readonly show?: Show | undefined;
}

/** What is shown of a record to whoever sent it as `sent`, which is not always what is `stored`. */
export type Show = (stored: EndpointData, sent: Omit<Draft, 'links'>) => EndpointData;

export interface SaveContext {
  readonly database: Database;
  readonly now: () => Date;
  readonly newId: () => string;
}

/** Content that this PDA already holds; nothing was saved. */
export class DuplicateData extends Error {
  override readonly name = 'DuplicateData';
}

/** A saved record as save replies show it. */
export type Saved = EndpointData & { readonly links: readonly EndpointData[] };

interface Item {
  readonly record: NewRecord;
  readonly links: readonly NewRecord[];
}

/** What became of the records of a save. */
interface Outcome {
  /** Ids of those that are new. */
  readonly stored: ReadonlySet<string>;
  /** Those that were there before at the same endpoint, as they are stored: identity → record. */
  readonly known: ReadonlyMap<string, EndpointData>;
}

/**
 * Saves the owner's records and raises one data event for them, in one transaction. A record whose `sourceUniqueId`
 * its endpoint holds already counts as saved and stays as it is; to change it is an update's business.
 * @returns in the order given, each as it is shown now; where duplicates are skipped, only what is new or has new
 *   links, and new links alone whose record is a duplicate of one at another endpoint
 * @throws DuplicateData unless duplicates are skipped
 */
export async function saveOwnerData(context: SaveContext, save: OwnerDataSave): Promise<readonly Saved[]> {
  const items = save.drafts.map((draft) => itemOf(draft, context.newId));
  const outcome = await context.database.transaction((sql) => store(sql, context, save, items));
  const { show = (stored) => stored } = save;
  const shown = (sent: NewRecord) => [nowStored(sent, outcome) ?? []].flat().map((now) => show(now, sent));
  const isNew = ({ id }: NewRecord) => outcome.stored.has(id);
  return items.flatMap(({ record, links }): readonly Saved[] => {
    if (save.skipDuplicates && ![record, ...links].some(isNew)) return [];
    const [saved] = shown(record);
    if (saved) return [{ ...saved, links: links.flatMap(shown) }];
    return links.filter(isNew).flatMap((link) => shown(link).map((alone) => ({ ...alone, links: [] })));
  });
}

async function store(
  sql: Sql,
  context: SaveContext,
  save: OwnerDataSave,
  items: readonly Item[],
): Promise<Outcome> {
  const records = items.flatMap(({ record, links }) => [record, ...links]);
  const created = context.now();
  const { stored, lastSeq } = await insertRecords(sql, { pda: save.pda, records, created });
  const others = records.filter(({ id }) => !stored.has(id));
  if (!save.skipDuplicates && others.some(({ sourceUniqueId }) => sourceUniqueId === undefined)) {
    throw new DuplicateData();
  }
  const identities = others.flatMap(({ hash }) => hash ?? []);
  const outcome = { stored, known: await findByIdentity(sql, save.pda, identities) };
  await insertLinkGroups(sql, { pda: save.pda, seq: lastSeq, groups: groupsOf(items, outcome) });
  if (stored.size > 0) {
    const endpoints = records.filter(({ id }) => stored.has(id)).map(({ endpoint }) => endpoint);
    await insertEvent(sql, {
      eventId: context.newId(),
      pda: save.pda,
      endpoints: [...new Set(endpoints)],
      records: stored.size,
      occurredAt: created.toISOString(),
      chain: [],
    });
  }
  return outcome;
}

function groupsOf(items: readonly Item[], outcome: Outcome) {
  return items.flatMap(({ record, links }) => {
    const id = idOf(record, outcome);
    return id ? groupOf([id, ...links.flatMap((link) => idOf(link, outcome) ?? [])]) : [];
  });
}

function idOf(record: NewRecord, outcome: Outcome): string | undefined {
  return outcome.stored.has(record.id) ? record.id : before(record, outcome)?.recordId;
}

function nowStored(record: NewRecord, outcome: Outcome): EndpointData | undefined {
  return outcome.stored.has(record.id) ? asData(record) : before(record, outcome);
}

/** @returns undefined for the duplicate of a record elsewhere, which is no business of whoever may write here */
function before({ hash, endpoint }: NewRecord, { known }: Outcome): EndpointData | undefined {
  const found = known.get(hash ?? '');
  return found?.endpoint === endpoint ? found : undefined;
}

function itemOf({ links = [], ...draft }: Draft, newId: () => string): Item {
  const toRecord = (one: Omit<Draft, 'links'>): NewRecord => ({
    id: newId(),
    endpoint: one.endpoint,
    data: one.data,
    hash: identityOf(one),
    sourceTimestamp: one.sourceTimestamp,
    sourceUniqueId: one.sourceUniqueId,
  });
  return { record: toRecord(draft), links: links.map(toRecord) };
}

/** A stored record as it reads back. */
function asData({ id, endpoint, data, sourceTimestamp, sourceUniqueId }: NewRecord): EndpointData {
  const shown = { endpoint, recordId: id, sourceTimestamp, sourceUniqueId, data };
  return parseJson(storableJson(shown)) as EndpointData;
}
