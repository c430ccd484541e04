import { ExecutionFailure } from '../errors.ts';
import { inTurns } from '../in-turns.ts';
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
const MOST_RECORDS = 10 * PAGE;

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
 * What all functions show that were ever enabled on this PDA, newest first. One that cannot be read, or only in part,
 * takes nothing away from the others.
 * @throws ExecutionFailure PDA_UNREACHABLE, PDA_REFUSED when none can be read
 */
export async function wholeFeed(deps: FeedDeps, query: FeedQuery): Promise<readonly FeedItem[]> {
  const statuses = await deps.statuses.ofPda(query.pda);
  const touched = new Set(statuses.map(({ functionId }) => functionId));
  return itemsOf(
    deps,
    query,
    (await sources(deps, query)).filter(({ entry }) => touched.has(entry.id)),
  );
}

/**
 * What functions show at one path, newest first; nothing where no function shows anything.
 * @throws ExecutionFailure PDA_UNREACHABLE, PDA_REFUSED when none can be read
 */
export async function feedAt(deps: FeedDeps, query: FeedQuery, path: string): Promise<readonly FeedItem[]> {
  return itemsOf(
    deps,
    query,
    (await sources(deps, query)).filter(({ feed }) => feed.path === path),
  );
}

async function sources({ catalogue }: FeedDeps, { pda }: FeedQuery): Promise<readonly Source[]> {
  return (await catalogue.all(pda)).flatMap((entry) => (entry.feed ? [{ entry, feed: entry.feed }] : []));
}

async function itemsOf(
  deps: FeedDeps,
  query: FeedQuery,
  from: readonly Source[],
): Promise<readonly FeedItem[]> {
  const deadline = new Date(deps.now().getTime() + LONGEST_MS);
  const read = await inTurns(from, AT_A_TIME, (one) => itemsOrFailure(deps, query, one, deadline));
  const failures = read.filter((one) => one instanceof ExecutionFailure);
  const [failure] = failures;
  if (failure && failures.length === read.length) throw failure;
  const items = read.flatMap((one) => (one instanceof ExecutionFailure ? [] : one));
  return bounded(items.toSorted((a, b) => compare(b.date.iso, a.date.iso)));
}

/** @returns the failure when nothing at all could be read */
async function itemsOrFailure(
  deps: FeedDeps,
  query: FeedQuery,
  source: Source,
  deadline: Date,
): Promise<readonly FeedItem[] | ExecutionFailure> {
  const found = new Map<string, FeedItem>();
  try {
    await collect(found, deps, query, { ...source, deadline });
  } catch (error) {
    if (!(error instanceof ExecutionFailure)) throw error;
    if (found.size === 0) return error;
  }
  return [...found.values()];
}

/** Reads on until the records, which come newest first, are older than asked for. */
async function collect(
  found: Map<string, FeedItem>,
  { records }: FeedDeps,
  { pda, token, since, until }: FeedQuery,
  { entry, feed, deadline }: Source & { readonly deadline: Date },
): Promise<void> {
  const { namespace, endpoint } = entry.scope;
  const place = { pda, token, endpoint: `${namespace}/${endpoint}`, newestBy: feed.mapping.date };
  let bytes = 0;
  for (let skip = 0; skip < MOST_RECORDS && found.size < MOST_ITEMS && bytes < MOST_BYTES; ) {
    const read = await records.page({ ...place, skip, take: PAGE, deadline });
    const items = read.records.flatMap((record) => itemFrom(record, feed, namespace));
    for (const [id, item] of items) {
      if (item.date.unix < since || item.date.unix > until) continue;
      // What is saved meanwhile moves the others on to the next page, where they come once more.
      found.set(id, item);
      bytes += jsonBytes(item);
    }
    const oldest = items.at(-1)?.[1].date.unix ?? since;
    if (read.last || oldest < since) return;
    skip += read.passed;
  }
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
