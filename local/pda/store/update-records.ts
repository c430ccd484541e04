import type { EndpointData } from '../../../core/model/endpoint-data.ts';
import { identityOf } from './identity.ts';
import { type Located, locate, RecordsMissing } from './locate.ts';
import { insertEvent } from './outbox.ts';
import { asEndpointData, RECORD_COLUMNS, type RecordRow } from './record-row.ts';
import { reserveSequence } from './records.ts';
import { DuplicateData, type SaveContext } from './save-owner-data.ts';
import { type Sql, SqlError } from './sql.ts';
import { storableJson } from './storable-json.ts';

const UNIQUE_VIOLATION = '23505';

/** A record's new content. Where it comes from stays as it was unless given. */
export interface Change extends Omit<EndpointData, 'links'> {
  readonly recordId: string;
}

export interface Update {
  readonly pda: string;
  /** No two of one record. */
  readonly changes: readonly Change[];
}

/**
 * Replaces records, all or nothing: each becomes new in creation order, in the order given, and data events tell of
 * them. What a function derived remains that function's.
 * @returns the records as they are now, in the order given
 * @throws RecordsMissing also when a record lies at another endpoint
 * @throws DuplicateData
 */
export async function updateRecords(
  context: SaveContext,
  { pda, changes }: Update,
): Promise<readonly EndpointData[]> {
  if (changes.length === 0) return [];
  return context.database.transaction(async (sql) => {
    const lastSeq = await reserveSequence(sql, pda, changes.length);
    const found = await locate(
      sql,
      pda,
      changes.map(({ recordId }) => recordId),
    );
    const before = new Map(found.map((record) => [record.id, record]));
    if (changes.some(({ recordId, endpoint }) => before.get(recordId)?.endpoint !== endpoint)) {
      throw new RecordsMissing();
    }
    const created = context.now();
    const rows = await replace(sql, {
      pda,
      created,
      firstSeq: lastSeq - changes.length,
      replacements: changes.map((change) => replacementOf(change, before.get(change.recordId))),
    });
    await tell(sql, { context, pda, created, found });
    const after = new Map(rows.map((row) => [row.id, asEndpointData(row)]));
    return changes.flatMap(({ recordId }) => after.get(recordId) ?? []);
  });
}

/** What has an id of its source is known by it; what a function derived may hold what others hold. */
function replacementOf(change: Change, before: Located | undefined) {
  const sourceUniqueId = change.sourceUniqueId ?? before?.sourceUniqueId ?? undefined;
  const isFree = before?.derivedBy && sourceUniqueId === undefined;
  const hash = isFree ? null : identityOf({ ...change, sourceUniqueId });
  const { recordId, data, sourceTimestamp } = change;
  return { id: recordId, data, hash, sourceTimestamp, sourceUniqueId };
}

interface Replacing {
  readonly pda: string;
  readonly created: Date;
  readonly firstSeq: number;
  readonly replacements: readonly ReturnType<typeof replacementOf>[];
}

/** Old identities go first: two records may exchange theirs. */
async function replace(sql: Sql, { pda, created, firstSeq, replacements }: Replacing) {
  await sql.query('update record set hash = null where pda = $1 and id = any($2::text[]::uuid[])', [
    pda,
    replacements.map(({ id }) => id),
  ]);
  try {
    return await sql.query<RecordRow>(
      `update record set seq = $2::bigint + n, data = r->'data', bytes = octet_length((r->'data')::text),
              hash = r->>'hash', created = $4::timestamptz, source_unique_id = r->>'sourceUniqueId',
              source_timestamp = coalesce(r->>'sourceTimestamp', source_timestamp)
       from jsonb_array_elements($3::jsonb) with ordinality as given(r, n)
       where pda = $1 and id = (r->>'id')::uuid returning ${RECORD_COLUMNS}`,
      [pda, firstSeq, storableJson(replacements), created.toISOString()],
    );
  } catch (error) {
    if (error instanceof SqlError && error.code === UNIQUE_VIOLATION) throw new DuplicateData();
    throw error;
  }
}

interface Telling {
  readonly context: SaveContext;
  readonly pda: string;
  readonly created: Date;
  readonly found: readonly Located[];
}

/** One event a chain: what functions derived must not start them over again. */
async function tell(sql: Sql, { context, pda, created, found }: Telling): Promise<void> {
  const byChain = new Map<string, Located[]>();
  for (const record of found) {
    const key = record.chain.join(' ');
    byChain.set(key, [...(byChain.get(key) ?? []), record]);
  }
  for (const records of byChain.values()) {
    await insertEvent(sql, {
      eventId: context.newId(),
      pda,
      endpoints: [...new Set(records.map(({ endpoint }) => endpoint))],
      records: records.length,
      occurredAt: created.toISOString(),
      chain: [...(records[0]?.chain ?? [])],
    });
  }
}
