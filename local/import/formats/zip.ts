import * as yauzl from 'yauzl';
import { InvalidInput } from '../../../core/errors.ts';
import { reasonOf } from '../../failure-reason.ts';
import { counted } from '../counted.ts';
import { READABLE } from '../detect-kind.ts';
import { type ImportItem, problem, type ReadOptions, type Source } from '../import-item.ts';
import { MAX_UNPACKED_BYTES } from '../limits.ts';
import type { TwitterUser } from '../twitter/map-tweet.ts';
import { readCalendar } from './calendar.ts';
import { readAccount, readTweets } from './tweets.ts';

const TWEETS = /(^|\/)tweets?(-part\d+)?\.js$/;
const ACCOUNT = /(^|\/)account\.js$/;
const CALENDAR = /\.ics$/i;

/**
 * Reads the tweets and calendars in a zip, straight from it: nothing is unpacked to disk, and names in the zip
 * only tell what an entry is.
 * @throws InvalidInput when the zip is damaged, has paths that point outside it, or holds nothing to read
 */
export async function* readZip(file: string, name: string, options: ReadOptions): AsyncGenerator<ImportItem> {
  const zip = await openZip(file, name);
  try {
    const entries = await listEntries(zip, name);
    const readable = entries.filter(({ fileName }) => TWEETS.test(fileName) || CALENDAR.test(fileName));
    if (readable.length === 0) {
      throw new InvalidInput(name, [`holds nothing that can be read. These can: ${READABLE.join('; ')}`]);
    }
    const user = await findUser(zip, entries, name);
    for (const entry of readable.sort(byPart)) yield* readEntry(zip, entry, { name, user, options });
  } finally {
    zip.close();
  }
}

interface Archive {
  readonly name: string;
  readonly user: TwitterUser | undefined;
  readonly options: ReadOptions;
}

async function* readEntry(
  zip: yauzl.ZipFile,
  entry: yauzl.Entry,
  archive: Archive,
): AsyncGenerator<ImportItem> {
  const name = `${archive.name}, ${entry.fileName}`;
  const obstacle = obstacleTo(entry);
  if (obstacle !== undefined) {
    yield problem(name, obstacle);
    return;
  }
  try {
    const scale = entry.compressedSize / Math.max(1, entry.uncompressedSize);
    const chunks = counted(await zip.openReadStreamPromise(entry), archive.options.onRead, scale);
    const source: Source = { name, chunks };
    if (CALENDAR.test(entry.fileName)) yield* readCalendar(source, archive.options);
    else yield* readTweets(source, archive.options.as, archive.user);
  } catch (error) {
    const { message } = reasonOf(error);
    const what = `is damaged and could be read only in part (${message}): download the zip again`;
    yield problem(name, error instanceof InvalidInput ? error.problems.join('; ') : what);
  }
}

function obstacleTo(entry: yauzl.Entry): string | undefined {
  const unpacked = entry.uncompressedSize;
  if (unpacked > MAX_UNPACKED_BYTES) {
    const mega = Math.round(unpacked / 2 ** 20);
    return `would unpack to ${mega} MB, more than the ${MAX_UNPACKED_BYTES / 2 ** 20} MB allowed inside a zip: if you trust it, unpack the zip and import the file itself`;
  }
  if (entry.isEncrypted()) return 'is encrypted: unpack the zip with its password and import the file itself';
  if (!entry.canDecodeFileData())
    return 'is packed in an unknown way: unpack the zip and import the file itself';
  return undefined;
}

function byPart(a: yauzl.Entry, b: yauzl.Entry): number {
  return a.fileName.localeCompare(b.fileName, 'en', { numeric: true });
}

async function openZip(file: string, name: string): Promise<yauzl.ZipFile> {
  try {
    return await yauzl.openPromise(file, { lazyEntries: true, autoClose: false });
  } catch (error) {
    throw damaged(name, error);
  }
}

async function listEntries(zip: yauzl.ZipFile, name: string): Promise<yauzl.Entry[]> {
  const entries: yauzl.Entry[] = [];
  try {
    for await (const entry of zip.eachEntry()) {
      if ([TWEETS, ACCOUNT, CALENDAR].some((wanted) => wanted.test(entry.fileName))) entries.push(entry);
    }
    return entries;
  } catch (error) {
    throw damaged(name, error);
  }
}

async function findUser(
  zip: yauzl.ZipFile,
  entries: readonly yauzl.Entry[],
  name: string,
): Promise<TwitterUser | undefined> {
  const entry = entries.find(({ fileName }) => ACCOUNT.test(fileName));
  if (!entry || obstacleTo(entry) !== undefined) return undefined;
  try {
    return await readAccount({ name, chunks: await zip.openReadStreamPromise(entry) });
  } catch {
    // Who wrote the tweets is worth having, but not worth losing the tweets for.
    return undefined;
  }
}

function damaged(name: string, error: unknown): InvalidInput {
  return new InvalidInput(name, [
    `is a damaged or unsafe zip (${reasonOf(error).message}): download it again`,
  ]);
}
