import { readFile, realpath } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { isInside } from './list-folder.ts';
import { parseJson } from './read-manifest.ts';
import { MANIFEST, type Problem } from './registry-invalid.ts';

/** A JSON file in a function's folder that a field of its manifest names. */
export interface NamedFile {
  /** Relative to the registry. */
  readonly file: string;
  readonly value: unknown;
}

/** Reads the JSON file that `field` of the manifest in `directory` names, which never lies outside it. */
export async function readNamedFile(
  directory: string,
  field: string,
  name: string,
): Promise<NamedFile | { readonly problem: Problem }> {
  const folder = basename(directory);
  const refuse = (found: string, remedy: string) => ({
    problem: { file: `${folder}/${MANIFEST}`, path: `$.${field}`, found, remedy },
  });
  const path = await realpath(resolve(directory, name)).catch(() => undefined);
  if (!path) return refuse(`${name}, which does not exist`, 'create it, or remove the field');
  if (!isInside(await realpath(directory), path)) {
    return refuse(`${name}, outside the function's folder`, 'copy it into the folder');
  }
  const file = `${folder}/${name}`;
  const parsed = parseJson(await readFile(path, 'utf8'), file);
  return 'problem' in parsed ? parsed : { file, value: parsed.value };
}
