import type { CatalogueEntry } from '../model/catalogue-entry.ts';
import type { FeedItem } from '../model/feed-item.ts';
import type { FunctionFeed } from '../model/feed-mapping.ts';
import { jsonBytes } from '../model/json.ts';
import type { Clock, FunctionCatalogue, OwnersRecord, OwnersRecords, StatusStore } from '../ports.ts';
import { feedItemOf } from './feed-item-of.ts';

/** Everything that the owners' feeds are made from. */
export interface FeedDeps {
  readonly catalogue: FunctionCatalogue;
  readonly statuses: StatusStore;
  readonly records: OwnersRecords;
  readonly now: Clock;
}

/** Which of a PDA's records to show, by their own dates. */
export interface FeedQuery {
  readonly pda: string;
  /** The owner's own: the engine reads here what the owner may, and with no right of its own. */
  readonly token: string;
  /** Unix seconds; both ends belong to it. */
  readonly since: number;
  readonly until: number;
}

/** Records asked for at a time, and how many of one function are looked at. */
export const PAGE = 200;
const MOST_PAGES = 10;

/** Functions whose records are read at the same time. */
const AT_A_TIME = 5;

/** Most items of an answer, and their bytes as JSON: a Lambda answers with 6 MB, in which each of them may take two. */
const MOST_ITEMS = 1_000;
const MOST_BYTES = 3_000_000;

/** Longest that reading may take: API Gateway gives up after 30 s, and the token is checked before. */
const LONGEST_MS = 20_000;

interface Source {
  readonly entry: CatalogueEntry;
  readonly feed: FunctionFeed;
}

/**
 * What all functions show that were ever enabled on this PDA, newest first.
 * @throws ExecutionFailure PDA_UNREACHABLE, PDA_REFUSED
 */
export async function wholeFeed(deps: FeedDeps, query: FeedQuery): Promise<readonly FeedItem[]> {
  const statuses = await deps.statuses.ofPda(query.pda);
  const touched = new Set(statuses.map(({ functionId }) => functionId));
  return itemsOf(
    deps,
    query,
    (await sources(deps)).filter(({ entry }) => touched.has(entry.id)),
  );
}

/**
 * What functions show at one path, newest first; nothing where no function shows anything.
 * @throws ExecutionFailure PDA_UNREACHABLE, PDA_REFUSED
 */
export async function feedAt(deps: FeedDeps, query: FeedQuery, path: string): Promise<readonly FeedItem[]> {
  return itemsOf(
    deps,
    query,
    (await sources(deps)).filter(({ feed }) => feed.path === path),
  );
}

async function sources({ catalogue }: FeedDeps): Promise<readonly Source[]> {
  return (await catalogue.all()).flatMap((entry) => (entry.feed ? [{ entry, feed: entry.feed }] : []));
}

async function itemsOf(
  deps: FeedDeps,
  query: FeedQuery,
  from: readonly Source[],
): Promise<readonly FeedItem[]> {
  const deadline = new Date(deps.now().getTime() + LONGEST_MS);
  const items: FeedItem[] = [];
  for (let start = 0; start < from.length; start += AT_A_TIME) {
    const together = from.slice(start, start + AT_A_TIME);
    items.push(...(await Promise.all(together.map((one) => itemsFrom(deps, query, one, deadline)))).flat());
  }
  return bounded(items.toSorted((a, b) => compare(b.date.iso, a.date.iso)));
}

/** Reads on until the records, which come newest first, are older than asked for. */
async function itemsFrom(
  { records }: FeedDeps,
  { pda, token, since, until }: FeedQuery,
  { entry, feed }: Source,
  deadline: Date,
): Promise<readonly FeedItem[]> {
  const { namespace, endpoint } = entry.scope;
  const place = { pda, token, endpoint: `${namespace}/${endpoint}`, newestBy: feed.mapping.date };
  const found = new Map<string, FeedItem>();
  for (let page = 0; page < MOST_PAGES; page++) {
    const read = await records.page({ ...place, skip: page * PAGE, take: PAGE, deadline });
    const items = read.flatMap((record) => itemFrom(record, feed, namespace));
    // What is saved meanwhile moves the others on to the next page, where they come once more.
    for (const [id, item] of items)
      if (item.date.unix >= since && item.date.unix <= until) found.set(id, item);
    const oldest = items.at(-1)?.[1].date.unix ?? since;
    if (read.length < PAGE || oldest < since || found.size >= MOST_ITEMS) break;
  }
  return [...found.values()];
}

function itemFrom(
  { recordId, data }: OwnersRecord,
  { mapping }: FunctionFeed,
  source: string,
): readonly (readonly [string, FeedItem])[] {
  const item = feedItemOf(mapping, source, data);
  return item ? [[recordId, item]] : [];
}

/** As many as an answer can carry; one that is too large for the rest of it is left out. */
function bounded(items: readonly FeedItem[]): readonly FeedItem[] {
  let bytes = 0;
  const fitting = items.filter((item) => {
    const more = jsonBytes(item) + 1;
    const fits = bytes + more <= MOST_BYTES;
    if (fits) bytes += more;
    return fits;
  });
  return fitting.slice(0, MOST_ITEMS);
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
