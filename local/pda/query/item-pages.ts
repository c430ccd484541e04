import type { EndpointData } from '../../../core/model/endpoint-data.ts';
import { RECORD_COLUMNS, type RecordRow } from '../store/record-row.ts';
import type { Database } from '../store/sql.ts';
import { type Branch, placeOf } from './branch.ts';
import type { Hit, Hits } from './hits.ts';
import { toItems } from './items.ts';
import { PAGE_BYTES, pageSize } from './page-size.ts';
import { type Reader, readSnapshot } from './reader.ts';

const PAGE_RECORDS = 500;
/** Fewer where each may bring a crowd of linked ones. */
const PAGE_LINKED_RECORDS = 100;

/** Items of one property in their order, a few MB at a time. A record deleted meanwhile is left out. */
export interface ItemPages extends AsyncIterable<readonly EndpointData[]> {}

/** What was found, and how its records are to be shown. */
export interface Result {
  readonly pda: string;
  readonly property: string;
  readonly branches: readonly Branch[];
  readonly hits: Hits;
}

export interface Page {
  readonly items: readonly EndpointData[];
  /** Stored bytes of its records, and of all that may be linked to them. */
  readonly bytes: number;
  /** Position of the next page's first hit. */
  readonly next: number;
}

/** Reads `first` no second time, and each later page in a snapshot of its own, so that none waits for a client. */
export async function* pagesOf(database: Database, result: Result, first?: Page): ItemPages {
  let page = first;
  for (let position = 0; position < result.hits.length; position = page.next) {
    page = position === 0 && first ? first : await readPage(database, result, position);
    if (page.items.length > 0) yield page.items;
  }
}

function readPage(database: Database, result: Result, position: number): Promise<Page> {
  return readSnapshot(database, placeOf(result.property), (reader) => pageAt(reader, result, position));
}

/** At least one record, when there is one; more while they are no more than about PAGE_BYTES together. */
export async function pageAt(reader: Reader, result: Result, position: number): Promise<Page> {
  const { pda, branches, hits } = result;
  const size = branches.some(({ query }) => query.links) ? PAGE_LINKED_RECORDS : PAGE_RECORDS;
  const wanted = hits.slice(position, position + size);
  const rows = await reader.query<PageRow>(PAGE, [pda, wanted.map(({ id }) => id)]);
  const found = rows.map((row) => ({ ...row, branch: (wanted[row.n - 1] as Hit).branch }));
  const { count, bytes } = await pageSize(reader, pda, branches, found);
  const shown = found.slice(0, count);
  const isCut = shown.length < (rows[0]?.found ?? 0);
  return {
    items: await toItems(reader, { pda }, branches, shown),
    bytes,
    next: position + (isCut ? (shown.at(-1)?.n ?? 0) : wanted.length),
  };
}

interface PageRow extends RecordRow {
  /** Place among those asked for, from 1. */
  readonly n: number;
  readonly bytes: number;
  /** How many of those asked for are there still. */
  readonly found: number;
}

/** The running sum keeps a page of large records from filling the memory. */
const PAGE = `
  select ${RECORD_COLUMNS}, n::int as n, bytes, found::int as found
  from (
    select record.*, n, sum(bytes) over (order by n) - bytes as before, count(*) over () as found
    from unnest($2::text[]::uuid[]) with ordinality as wanted(id, n) join record using (id)
    where pda = $1) as record
  where before < ${PAGE_BYTES}
  order by n`;
