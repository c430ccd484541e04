import { parseJson } from '../../../adapters/pda/parse-json.ts';
import { type Json, jsonBytes } from '../../../core/model/json.ts';
import type { WindowPage, WindowQuery, WindowRow } from '../../../core/ports.ts';
import { RECORD_COLUMNS } from '../store/record-row.ts';
import type { Database } from '../store/sql.ts';
import { type Branch, branchConditions, bundleBranches, sortKeySql } from './branch.ts';
import { writeCursor } from './cursor.ts';
import { type FoundRow, toItems } from './items.ts';
import { PAGE_BYTES, pageSize } from './page-size.ts';
import { Parameters } from './parameters.ts';
import { type Reader, readSnapshot } from './reader.ts';

/** As WindowQuery, its cursors read. */
export interface WindowRead extends Omit<WindowQuery, 'after' | 'until' | 'output'> {
  /** Exclusive. */
  readonly after: number;
  /** Inclusive; absent means up to now. */
  readonly until?: number | undefined;
  /** Most records a page may hold. */
  readonly limit: number;
}

interface Bounds extends Omit<WindowRead, 'until'> {
  readonly upTo: number;
}

/** Tells also when the record came, for who keeps no cursor. */
interface TimedRow extends WindowRow {
  readonly created: string;
}

interface WindowHit extends FoundRow {
  readonly seq: string;
  readonly bytes: number;
  readonly chain: readonly string[];
  readonly sortKey: string | null;
  readonly created: string;
  /** How many records the statement found, this page's and at least one of the next. */
  readonly found: string;
}

/**
 * One page of what a bundle wants from a window, in creation order and without the function's own output.
 * Neither a property's order nor its limit is applied.
 * @throws EvaluationError
 */
export function readWindow(database: Database, read: WindowRead): Promise<WindowPage> {
  const branches = bundleBranches(read.bundle);
  return readSnapshot(database, 'the bundle', async (reader) => {
    const [row] = await reader.query<{ last: string }>(
      'select last_seq::text as last from pda where name = $1',
      [read.pda],
    );
    const last = Number(row?.last ?? 0);
    const asOf = writeCursor(last);
    if (branches.length === 0) return { asOf, rows: [] };
    const bounds = { ...read, upTo: Math.min(read.until ?? last, last) };
    return { asOf, ...(await readPage(reader, bounds, branches)) };
  });
}

async function readPage(
  reader: Reader,
  bounds: Bounds,
  branches: readonly Branch[],
): Promise<Omit<WindowPage, 'asOf'>> {
  const { text, values } = windowStatement(reader, bounds, branches);
  const found = await reader.query<WindowHit>(text, values);
  const matching = firstOfProperty(found, branches);
  const { count } = await pageSize(reader, bounds.pda, branches, matching);
  const hits = matching.slice(0, count);
  const scope = { pda: bounds.pda, upTo: bounds.upTo, notBy: bounds.functionId };
  const items = await toItems(reader, scope, branches, hits);
  const rows = hits.map((hit, position): TimedRow => {
    const { property } = branches[hit.branch] as Branch;
    const orderKey = hit.sortKey === null ? {} : { orderKey: parseJson(hit.sortKey) as Json };
    const item = items[position] as WindowRow['item'];
    const { chain, created } = hit;
    return { cursor: writeCursor(Number(hit.seq)), property, item, ...orderKey, chain, created };
  });
  return cutPage(rows, Number(found[0]?.found ?? 0), bounds.limit);
}

/**
 * Each branch stops at one record more than fits, so that a long window is not read anew for every page.
 * The running sum of sizes, each taken as often as the record was found, keeps a page from filling the memory.
 */
function windowStatement(
  { isLocating }: Reader,
  { pda, functionId, after, upTo, limit }: Bounds,
  branches: readonly Branch[],
) {
  const parameters = new Parameters();
  const [from, to] = [parameters.add(after), parameters.add(upTo)];
  const [own, most, name] = [parameters.add(functionId), parameters.add(limit + 1), parameters.add(pda)];
  const selects = branches.map(
    (branch, number) =>
      `(select seq, ${parameters.add(number)}::int as branch, ${sortKeySql(branch, parameters)} as sort_key
        from record
        where ${branchConditions(branch, { pda, isLocating }, parameters)} and seq > ${from}::bigint and seq <= ${to}::bigint
          and derived_by is distinct from ${own}
        order by seq limit ${most}::bigint)`,
  );
  const text = `
    with hit as (${selects.join(' union all ')}),
    page as (
      select pda, seq, sum(bytes * times) over (order by seq) - bytes * times as before, count(*) over () as found
      from record join (select seq, count(*) as times from hit group by seq) as matched using (seq)
      where pda = ${name}
      order by seq limit ${most}::bigint)
    select seq::text as seq, branch, sort_key::text as "sortKey", ${RECORD_COLUMNS}, record.bytes, chain,
           to_char(created at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as created, found::text as found
    from page join hit using (seq) join record using (pda, seq)
    where page.before < ${PAGE_BYTES}
    order by page.seq, branch`;
  return { text, values: parameters.values };
}

/** A record that two endpoint queries of one property found is one row, shaped as the first of them says. */
function firstOfProperty(hits: readonly WindowHit[], branches: readonly Branch[]): readonly WindowHit[] {
  const seen = new Set<string>();
  return hits.filter(({ id, branch }) => {
    const key = `${id} ${branches[branch]?.property}`;
    return !seen.has(key) && seen.add(key);
  });
}

/** Keeps whole records up to `limit` and about PAGE_BYTES, but at least one. */
function cutPage(rows: readonly TimedRow[], found: number, limit: number): Omit<WindowPage, 'asOf'> {
  const kept: TimedRow[] = [];
  let records = 0;
  let bytes = 0;
  for (const row of rows) {
    if (row.cursor !== kept.at(-1)?.cursor) {
      if (records === limit || bytes > PAGE_BYTES) break;
      records += 1;
    }
    bytes += jsonBytes(row);
    kept.push(row);
  }
  const last = kept.at(-1);
  return records < found && last ? { rows: kept, next: last.cursor } : { rows: kept };
}
