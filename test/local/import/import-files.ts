import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Json } from '../../../core/model/json.ts';
import type { ImportItem, ReadOptions } from '../../../local/import/import-item.ts';
import { readImport } from '../../../local/import/read-import.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const FIXTURES = join(import.meta.dirname, 'fixtures');
const folder = temporaryFolder();

export function fixture(name: string): Promise<Buffer> {
  return readFile(join(FIXTURES, name));
}

/** Writes a file of that name into a directory of its own. */
export async function fileOf(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(await mkdtemp(join(folder, 'import-')), name);
  await writeFile(path, content);
  return path;
}

/** Everything reading a file gives: records, problems as one line each, and where the records go. */
export async function readAll(
  file: string,
  options: Partial<ReadOptions> = {},
): Promise<{ records: Json[]; problems: string[]; endpoints: Set<string> }> {
  const items = await readItems(file, options);
  return {
    records: items.flatMap((item) => (item.kind === 'record' ? [item.data] : [])),
    problems: items.flatMap((item) => (item.kind === 'problem' ? [`${item.where}: ${item.what}`] : [])),
    endpoints: new Set(items.flatMap((item) => (item.kind === 'record' ? [item.endpoint] : []))),
  };
}

/** What reading a file gives, one by one. */
export async function readItems(file: string, options: Partial<ReadOptions> = {}): Promise<ImportItem[]> {
  const items: ImportItem[] = [];
  const surroundings = { timeZone: 'Europe/Paris', now: new Date('2025-06-01T12:00:00Z') };
  for await (const item of readImport(file, { ...surroundings, ...options })) items.push(item);
  return items;
}
