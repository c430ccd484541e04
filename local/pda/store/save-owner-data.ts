import type { EndpointData } from '../../../core/model/endpoint-data.ts';
import type { Json } from '../../../core/model/json.ts';
import { insertLinkGroups } from './link-groups.ts';
import { insertEvent } from './outbox.ts';
import { insertRecords, type NewRecord } from './records.ts';
import type { Database, Sql } from './sql.ts';
import { contentHash, storableJson } from './storable-json.ts';

/** A record to save, with the records that belong to it (one level). */
export interface Draft {
  readonly endpoint: string;
  readonly data: Json;
  readonly links?: readonly Omit<Draft, 'links'>[] | undefined;
}

export interface OwnerDataSave {
  readonly pda: string;
  readonly drafts: readonly Draft[];
  /** Leave duplicates out instead of refusing everything. */
  readonly skipDuplicates: boolean;
}

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

interface Identified {
  readonly record: NewRecord;
  readonly links: readonly NewRecord[];
}

/**
 * Saves the owner's records and raises one data event for them, in one transaction.
 * @returns what was saved, in the order given
 * @throws DuplicateData unless duplicates are skipped
 */
export async function saveOwnerData(context: SaveContext, save: OwnerDataSave): Promise<readonly Saved[]> {
  const identified = save.drafts.map((draft) => identify(draft, context.newId));
  const stored = await context.database.transaction((sql) => store(sql, context, save, identified));
  return identified.filter(({ record }) => stored.has(record.id)).map((item) => asSaved(item, stored));
}

async function store(sql: Sql, context: SaveContext, save: OwnerDataSave, identified: readonly Identified[]) {
  const records = identified.flatMap(({ record, links }) => [record, ...links]);
  const created = context.now();
  const { stored, lastSeq } = await insertRecords(sql, { pda: save.pda, records, created });
  if (stored.size < records.length && !save.skipDuplicates) throw new DuplicateData();
  const groups = identified.map(({ record, links }) => ({
    record: record.id,
    linked: links.map((link) => link.id),
  }));
  await insertLinkGroups(sql, { pda: save.pda, seq: lastSeq, groups });
  if (stored.size > 0) {
    const endpoints = records.filter(({ id }) => stored.has(id)).map(({ endpoint }) => endpoint);
    await insertEvent(sql, {
      eventId: context.newId(),
      pda: save.pda,
      endpoints: [...new Set(endpoints)],
      records: stored.size,
      occurredAt: created.toISOString(),
    });
  }
  return stored;
}

function identify({ endpoint, data, links = [] }: Draft, newId: () => string): Identified {
  const toRecord = (draft: Draft): NewRecord => ({
    id: newId(),
    endpoint: draft.endpoint,
    data: draft.data,
    hash: contentHash(draft.data),
  });
  return { record: toRecord({ endpoint, data }), links: links.map(toRecord) };
}

function asSaved({ record, links }: Identified, stored: ReadonlySet<string>): Saved {
  return { ...asData(record), links: links.filter(({ id }) => stored.has(id)).map(asData) };
}

function asData({ id, endpoint, data }: NewRecord): EndpointData {
  return { endpoint, recordId: id, data: JSON.parse(storableJson(data)) };
}
