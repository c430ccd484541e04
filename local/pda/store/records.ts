import type { EndpointData } from '../../../core/model/endpoint-data.ts';
import type { Json } from '../../../core/model/json.ts';
import { asEndpointData, RECORD_COLUMNS, type RecordRow } from './record-row.ts';
import type { Sql } from './sql.ts';
import { storableJson } from './storable-json.ts';

/** A record about to be stored. `hash` is its identity, null where none is a duplicate. */
export interface NewRecord {
  readonly id: string;
  readonly endpoint: string;
  readonly data: Json;
  readonly hash: string | null;
  readonly sourceTimestamp?: string | undefined;
  readonly sourceUniqueId?: string | undefined;
}

/** Which run of which function made a record; `chain` includes that function. */
export interface Provenance {
  readonly functionId: string;
  readonly executionId: string;
  readonly chain: readonly string[];
}

export interface Insertion {
  readonly pda: string;
  readonly records: readonly NewRecord[];
  readonly created: Date;
  readonly provenance?: Provenance | undefined;
}

/**
 * Takes the next `count` places in the PDA's creation order and returns the last of them. The row stays locked
 * until commit, so that commit order is creation order and a cursor never passes an invisible record.
 */
export async function reserveSequence(sql: Sql, pda: string, count: number): Promise<number> {
  const [row] = await sql.query<{ last: string }>(
    'update pda set last_seq = last_seq + $2 where name = $1 returning last_seq::text as last',
    [pda, count],
  );
  if (!row) throw new Error('There is no such PDA.');
  return Number(row.last);
}

/** Stores what does not collide by id or hash; returns the ids it stored and the last place in creation order. */
export async function insertRecords(
  sql: Sql,
  { pda, records, created, provenance }: Insertion,
): Promise<{ readonly stored: ReadonlySet<string>; readonly lastSeq: number }> {
  const lastSeq = await reserveSequence(sql, pda, records.length);
  const rows = await sql.query<{ id: string }>(
    `insert into record (pda, id, seq, endpoint, data, bytes, hash, source_timestamp, source_unique_id, created,
                         chain, derived_by, execution_id)
     select $1, (r->>'id')::uuid, $2::bigint + n, r->>'endpoint', r->'data', octet_length((r->'data')::text),
            r->>'hash', r->>'sourceTimestamp', r->>'sourceUniqueId', $4::timestamptz, $5::text[], $6, $7::uuid
     from jsonb_array_elements($3::jsonb) with ordinality as given(r, n)
     on conflict do nothing returning id`,
    [
      pda,
      lastSeq - records.length,
      storableJson(records),
      created.toISOString(),
      provenance?.chain ?? [],
      provenance?.functionId ?? null,
      provenance?.executionId ?? null,
    ],
  );
  return { stored: new Set(rows.map(({ id }) => id)), lastSeq };
}

export async function findRecord(sql: Sql, pda: string, id: string): Promise<EndpointData | undefined> {
  const [row] = await sql.query<RecordRow>(
    `select ${RECORD_COLUMNS} from record where pda = $1 and id = $2::uuid`,
    [pda, id],
  );
  return row && asEndpointData(row);
}

/** The records of these identities: identity → record. */
export async function findByIdentity(
  sql: Sql,
  pda: string,
  identities: readonly string[],
): Promise<ReadonlyMap<string, EndpointData>> {
  if (identities.length === 0) return new Map();
  const rows = await sql.query<RecordRow & { hash: string }>(
    `select ${RECORD_COLUMNS}, hash from record where pda = $1 and hash = any($2::text[])`,
    [pda, identities],
  );
  return new Map(rows.map((row) => [row.hash, asEndpointData(row)]));
}
