import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build, type Plugin } from 'esbuild';
import { EngineError } from '../../core/errors.ts';
import type { Breakage } from './breakages.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** Enough for the rarest; most show in the first few. */
const SEEDS = 500;

/**
 * Breaks the line, and plays.
 *
 * @returns what noticed, and what it said; empty when nothing did
 * @throws EngineError when the line is not in its file exactly once
 */
export async function notice(breakage: Breakage): Promise<string> {
  await assertThere(breakage);
  const folder = await mkdtemp(join(ROOT, 'node_modules', '.breakage-'));
  try {
    const outfile = join(folder, 'play.mjs');
    await build({
      entryPoints: [join(ROOT, 'proof/breakages/play-broken.ts')],
      ...{ outfile, bundle: true, platform: 'node', format: 'esm', packages: 'external' },
      plugins: [breaking(breakage)],
      logLevel: 'silent',
    });
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [outfile, breakage.scenario, String(SEEDS)],
      {
        env: { ...process.env, NODE_OPTIONS: '' },
      },
    );
    return stdout.trim();
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function assertThere({ name, file, line }: Breakage): Promise<void> {
  const source = await readFile(join(ROOT, file), 'utf8');
  if (source.split(line).length === 2) return;
  throw new EngineError(`"${name}" looks for a line that is not once in ${file}: ${line}`);
}

function breaking({ file, line, broken }: Breakage): Plugin {
  return {
    name: 'breaking',
    setup: ({ onLoad }) => {
      const escaped = join(ROOT, file).replace(/[.\\/]/g, '\\$&');
      onLoad({ filter: new RegExp(`^${escaped}$`) }, async ({ path }) => {
        const source = await readFile(path, 'utf8');
        return { contents: source.replace(line, () => broken), loader: 'ts' };
      });
    },
  };
}
