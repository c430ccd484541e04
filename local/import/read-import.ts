import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { InvalidInput } from '../../core/errors.ts';
import { reasonOf } from '../failure-reason.ts';
import { ArraySplitter } from './array-splitter.ts';
import { counted } from './counted.ts';
import { detectKind, HEAD_BYTES, type Kind } from './detect-kind.ts';
import { readCalendar } from './formats/calendar.ts';
import { readFolder } from './formats/folder.ts';
import { readJsonRecords } from './formats/json-records.ts';
import { readList } from './formats/list.ts';
import { LIST_FORMATS } from './formats/list-formats.ts';
import { readAccount, readTweets } from './formats/tweets.ts';
import { readZip } from './formats/zip.ts';
import type { ImportItem, ReadOptions } from './import-item.ts';
import { LineSplitter } from './line-splitter.ts';
import type { TwitterUser } from './twitter/map-tweet.ts';

/**
 * Reads a file, or a folder of them, that somebody downloaded about themselves. Its kind is told from its content;
 * one bad record never stops the others.
 * @throws InvalidInput when nothing in the file can be read
 */
export async function* readImport(file: string, options: ReadOptions): AsyncGenerator<ImportItem> {
  const name = basename(file);
  const detected = await detectFile(file, name);
  if ('problem' in detected) throw new InvalidInput(name, [detected.problem]);
  if (detected.kind === 'folder') yield* readFolder(file, name, options);
  else yield* readKind(detected.kind, file, options);
}

async function* readKind(kind: Kind, file: string, options: ReadOptions): AsyncGenerator<ImportItem> {
  const name = basename(file);
  if (kind === 'zip') return yield* readZip(file, name, options);
  const source = { name, chunks: counted(createReadStream(file), options.onRead) };
  if (kind === 'calendar') return yield* readCalendar(source, options);
  if (kind === 'tweets') return yield* readTweets(source, options.as, await accountBeside(file));
  const list = LIST_FORMATS.find((format) => format.kind === kind);
  if (list) return yield* readList(source, list, options.as);
  yield* readJsonRecords(source, kind === 'json-list' ? new ArraySplitter() : new LineSplitter(), options.as);
}

type Detected = ReturnType<typeof detectKind> | { readonly kind: 'folder' };

async function detectFile(file: string, name: string): Promise<Detected> {
  try {
    const handle = await open(file);
    try {
      if ((await handle.stat()).isDirectory()) return { kind: 'folder' };
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
      return detectKind(name, buffer.subarray(0, bytesRead), bytesRead < HEAD_BYTES);
    } finally {
      await handle.close();
    }
  } catch (error) {
    return { problem: `cannot be opened: ${reason(error)}` };
  }
}

function reason(error: unknown): string {
  const { code, message } = reasonOf(error);
  if (code === 'ENOENT') return `there is no such file, seen from ${process.cwd()}; check the path`;
  if (code === 'EACCES') return 'you may not read it; check its permissions';
  return message;
}

/** An unpacked archive keeps account.js next to tweets.js. */
async function accountBeside(file: string): Promise<TwitterUser | undefined> {
  const path = join(dirname(file), 'account.js');
  try {
    return await readAccount({ name: basename(path), chunks: createReadStream(path) });
  } catch {
    return undefined;
  }
}
