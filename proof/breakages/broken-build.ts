import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { EngineError } from '../../core/errors.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** A piece of the engine's source, and what stands in its place. */
export interface Change {
  readonly file: string;
  /** Occurs exactly once in the file. */
  readonly line: string;
  readonly broken: string;
}

/**
 * Bundles a program of this repository as if its source were changed.
 *
 * @param entry path below the root
 * @throws EngineError when a line is not in its file exactly once
 */
export async function buildBroken(
  entry: string,
  outfile: string,
  { name, changes }: { readonly name: string; readonly changes: readonly Change[] },
): Promise<void> {
  for (const change of changes) await assertThere(name, change);
  await build({
    entryPoints: [join(ROOT, entry)],
    ...{ outfile, bundle: true, platform: 'node', format: 'esm', packages: 'external' },
    plugins: [breaking(changes)],
    logLevel: 'silent',
  });
}

async function assertThere(name: string, { file, line }: Change): Promise<void> {
  const source = await readFile(join(ROOT, file), 'utf8');
  if (source.split(line).length === 2) return;
  throw new EngineError(`"${name}" looks for a line that is not once in ${file}: ${line}`);
}

/** Also lets each file find what lies beside its source: in the bundle they are one. */
function breaking(changes: readonly Change[]): Plugin {
  return {
    name: 'breaking',
    setup: ({ onLoad }) => {
      onLoad({ filter: new RegExp(`^${ROOT.replace(/[.\\/]/g, '\\$&')}.*\\.ts$`) }, async ({ path }) => {
        const source = await readFile(path, 'utf8');
        const own = changes.filter(({ file }) => join(ROOT, file) === path);
        const broken = own.reduce((text, change) => text.replace(change.line, () => change.broken), source);
        const url = JSON.stringify(pathToFileURL(path).href);
        return { contents: broken.replaceAll('import.meta.url', url), loader: 'ts' };
      });
    },
  };
}
