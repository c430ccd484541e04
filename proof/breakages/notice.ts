import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Breakage } from './breakages.ts';
import { buildBroken } from './broken-build.ts';

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
  const folder = await mkdtemp(join(ROOT, 'node_modules', '.breakage-'));
  try {
    const outfile = join(folder, 'play.mjs');
    await buildBroken('proof/breakages/play-broken.ts', outfile, {
      name: breakage.name,
      changes: [breakage],
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
