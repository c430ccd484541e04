import { type StdioOptions, spawn } from 'node:child_process';
import { closeSync, openSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { EngineError } from '../../core/errors.ts';
import { buildBroken } from '../breakages/broken-build.ts';
import type { Break } from './breaks.ts';
import type { Report } from './run-probes.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** Above those that Node closes by itself. */
const OPEN_DESCRIPTOR = 20;

/**
 * Runs the probes in an engine that was started carelessly: with a secret in its environment, and a file open that
 * every program it starts would inherit.
 *
 * @param names of probes; all when empty
 */
export async function startRun(names: readonly string[], broken?: Break): Promise<Report> {
  const folder = await mkdtemp(join(ROOT, 'node_modules', '.probes-'));
  try {
    const outfile = join(folder, 'run.mjs');
    await buildBroken('proof/probes/run.ts', outfile, { name: 'probes', changes: [], ...broken });
    const secret = join(folder, 'open.txt');
    writeFileSync(secret, 'known to the engine only');
    const descriptor = openSync(secret, 'r');
    try {
      return await read([outfile, ...names], descriptor);
    } finally {
      closeSync(descriptor);
    }
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function read(args: readonly string[], descriptor: number): Promise<Report> {
  const env = {
    ...process.env,
    NODE_OPTIONS: '',
    SHE_PROBE_SECRET: 'known to the engine only',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  };
  // What is ignored stays closed: below a gap Node would close the file, too.
  const gap = Array<'ignore'>(OPEN_DESCRIPTOR - 3).fill('ignore');
  const stdio: StdioOptions = ['ignore', 'pipe', 'inherit', ...gap, descriptor];
  const child = spawn(process.execPath, [...args], { stdio, env });
  const output = await text(child.stdout as NonNullable<typeof child.stdout>);
  try {
    return JSON.parse(output);
  } catch {
    throw new EngineError(`The probes ended without a report: ${output.slice(-1000) || 'no output'}`);
  }
}
