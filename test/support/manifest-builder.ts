import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A valid manifest as JSON, with `changes` on top; `undefined` removes a field. */
export function aManifest(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    id: 'step-counter',
    version: '1.0.0',
    namespace: 'she',
    endpoint: 'insights/steps',
    runtime: 'nodejs24.x',
    code: 'code',
    handlers: {
      configuration: 'index.configuration',
      bundle: 'index.bundle',
      process: 'index.process',
    },
    ...changes,
  };
}

/** Files of a function's folder: a text, or an object to be written as JSON. */
export type FolderContents = Record<string, string | object>;

/** A valid function's folder: manifest and code. `changes` go into the manifest, `files` beside it. */
export function aFunction(changes: Record<string, unknown> = {}, files: FolderContents = {}): FolderContents {
  return { 'function.json': aManifest(changes), 'code/index.mjs': 'export {};\n', ...files };
}

/** Writes a registry, folder by folder, to a new temporary directory and returns its path. */
export async function aRegistry(functions: Record<string, FolderContents>): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'she-registry-'));
  registries.push(directory);
  for (const [folder, files] of Object.entries(functions)) await fill(join(directory, folder), files);
  return directory;
}

/** Writes files below `directory`. */
export async function fill(directory: string, files: FolderContents): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(directory, path)), { recursive: true });
    await writeFile(
      join(directory, path),
      typeof content === 'string' ? content : JSON.stringify(content, null, 2),
    );
  }
}

/** Removes every registry that was written. */
export async function removeRegistries(): Promise<void> {
  for (const directory of registries.splice(0)) await rm(directory, { recursive: true, force: true });
}

const registries: string[] = [];
