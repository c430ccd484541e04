import { statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type ReadFunction, type ReadOptions, readFunction, type UnlockedFunction } from './read-function.ts';
import { MANIFEST, type Problem, shown } from './registry-invalid.ts';

export interface ReadRegistry {
  /** Every folder that holds a function, right or wrong; sorted. */
  readonly folders: readonly string[];
  /** The functions without a problem, sorted by id. */
  readonly functions: readonly UnlockedFunction[];
  readonly problems: readonly Problem[];
  readonly warnings: readonly string[];
}

/** Reads and packs every function of a registry, collecting everything that is wrong. */
export async function readRegistry(directory: string, options: ReadOptions): Promise<ReadRegistry> {
  const root = resolve(directory);
  const folders = await subfolders(root);
  if (!folders) {
    const remedy = 'name the folder that holds one folder for each function';
    const problem = { file: directory, path: '$', found: 'no such folder', remedy };
    return { folders: [], functions: [], problems: [problem], warnings: [] };
  }
  const holds = (folder: string) => isFile(join(root, folder, MANIFEST));
  const holders = folders.filter(holds);
  const read = await inGroups(holders, (folder) => readFunction(join(root, folder), options));
  const strays = folders.filter((folder) => !holds(folder));
  return {
    folders: holders,
    functions: read.flatMap(({ registered }) => registered ?? []),
    problems: [...read.flatMap(({ problems }) => problems), ...duplicates(holders, read)],
    warnings: [
      ...strays.map((folder) => `${folder}/ holds no ${MANIFEST} and is ignored`),
      ...read.flatMap(({ warnings }) => warnings),
    ],
  };
}

async function subfolders(root: string): Promise<string[] | undefined> {
  const entries = await readdir(root, { withFileTypes: true }).catch(() => undefined);
  return entries
    ?.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== '__pycache__')
    .map(({ name }) => name)
    .sort();
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

const AT_A_TIME = 8;

/** So many functions at once that thousands of them neither run out of file handles nor start as many builds. */
async function inGroups<T>(items: readonly string[], work: (item: string) => Promise<T>): Promise<T[]> {
  const done: T[] = [];
  for (let start = 0; start < items.length; start += AT_A_TIME) {
    done.push(...(await Promise.all(items.slice(start, start + AT_A_TIME).map(work))));
  }
  return done;
}

function duplicates(folders: readonly string[], read: readonly ReadFunction[]): Problem[] {
  const firsts = new Map<string, number>();
  return read.flatMap(({ id }, index) => {
    if (id === undefined) return [];
    const first = firsts.get(id);
    if (first === undefined) {
      firsts.set(id, index);
      return [];
    }
    const remedy = `choose another: ${folders[first]}/${MANIFEST} has this id`;
    return [{ file: `${folders[index]}/${MANIFEST}`, path: '$.id', found: shown(id), remedy }];
  });
}
