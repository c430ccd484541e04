import { InvalidInput } from '../../../core/errors.ts';
import { reasonOf } from '../../failure-reason.ts';
import { READABLE } from '../detect-kind.ts';
import { type ImportItem, problem, type ReadOptions, type Source } from '../import-item.ts';
import type { TwitterUser } from '../twitter/map-tweet.ts';
import { readCalendar } from './calendar.ts';
import { readList } from './list.ts';
import { formatNamed } from './list-formats.ts';
import { readAccount, readTweets } from './tweets.ts';

const TWEETS = /(^|\/)tweets?(-part\d+)?\.js$/;
const ACCOUNT = /(^|\/)account\.js$/;
const CALENDAR = /\.ics$/i;

/** One file of a download, in a zip or a folder. */
export interface Entry {
  /** With "/" between folders; only tells what the file is. */
  readonly path: string;
  /** Why it cannot be read, and what to do. */
  readonly obstacle?: string | undefined;
  /** What of the download has been read is told to `onRead`. */
  readonly open: (onRead?: (bytes: number) => void) => Promise<AsyncIterable<Uint8Array>>;
}

/** Whether a file of that path is looked into. */
export function isWanted(path: string): boolean {
  const patterns = [TWEETS, ACCOUNT, CALENDAR];
  return patterns.some((wanted) => wanted.test(path)) || formatNamed(path) !== undefined;
}

/**
 * Reads the tweets, calendars, plays and so on in a download, file after file, each told by its path.
 * @throws InvalidInput when there is nothing to read
 */
export async function* readArchive(
  name: string,
  entries: readonly Entry[],
  options: ReadOptions,
): AsyncGenerator<ImportItem> {
  const readable = entries.filter(({ path }) => isWanted(path) && !ACCOUNT.test(path));
  if (readable.length === 0) {
    throw new InvalidInput(name, [`holds nothing that can be read. These can: ${READABLE.join('; ')}`]);
  }
  const user = await findUser(entries);
  for (const entry of readable.sort(byPart)) yield* readEntry(entry, { name, user, options });
}

interface Archive {
  readonly name: string;
  readonly user: TwitterUser | undefined;
  readonly options: ReadOptions;
}

async function* readEntry(entry: Entry, archive: Archive): AsyncGenerator<ImportItem> {
  const name = `${archive.name}, ${entry.path}`;
  if (entry.obstacle !== undefined) {
    yield problem(name, entry.obstacle);
    return;
  }
  try {
    yield* readSource(entry.path, { name, chunks: await entry.open(archive.options.onRead) }, archive);
  } catch (error) {
    const { message } = reasonOf(error);
    const what = `is damaged and could be read only in part (${message}): download it again`;
    yield problem(name, error instanceof InvalidInput ? error.problems.join('; ') : what);
  }
}

function readSource(path: string, source: Source, { user, options }: Archive): AsyncGenerator<ImportItem> {
  const list = formatNamed(path);
  if (list) return readList(source, list, options.as);
  return CALENDAR.test(path) ? readCalendar(source, options) : readTweets(source, options.as, user);
}

/** Parts of a download bear numbers. */
function byPart(a: Entry, b: Entry): number {
  return a.path.localeCompare(b.path, 'en', { numeric: true });
}

async function findUser(entries: readonly Entry[]): Promise<TwitterUser | undefined> {
  const entry = entries.find(({ path }) => ACCOUNT.test(path));
  if (!entry || entry.obstacle !== undefined) return undefined;
  try {
    return await readAccount({ name: entry.path, chunks: await entry.open() });
  } catch {
    // Who wrote the tweets is worth having, but not worth losing the tweets for.
    return undefined;
  }
}
