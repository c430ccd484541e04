import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod/mini';
import { EngineError } from '../../../core/errors.ts';
import type { Assembly } from './assembly.ts';
import { readAssembly } from './read-assembly.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const cdkJsonSchema = z.object({ app: z.string(), context: z.record(z.string(), z.unknown()) });

/**
 * Synthesises the app of this repository as `cdk synth` does, but without the command line, credentials or network.
 * @param stage as in `-c stage=`; absent means templates that fit any account
 * @param root of the repository, its packages installed
 * @throws EngineError when the app cannot be synthesised
 */
export async function synthesise(stage: string | undefined, root = ROOT): Promise<Assembly> {
  const { app, context } = cdkJsonSchema.parse(JSON.parse(await readFile(join(root, 'cdk.json'), 'utf8')));
  const folder = await mkdtemp(join(tmpdir(), 'she-prove-'));
  try {
    await run(root, app, {
      CDK_OUTDIR: folder,
      CDK_CONTEXT_JSON: JSON.stringify({ ...context, ...(stage === undefined ? {} : { stage }) }),
      // Judges other things, and takes longer than all that is judged here.
      CDK_VALIDATION: 'false',
    });
    return await readAssembly(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function run(root: string, app: string, variables: Readonly<Record<string, string>>): Promise<void> {
  const [, ...args] = app.split(' ');
  const { PATH, HOME } = process.env;
  const env = { ...(PATH && { PATH }), ...(HOME && { HOME }), ...variables };
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'ignore', 'pipe'] });
    let complaint = '';
    child.stderr.on('data', (chunk: Buffer) => {
      complaint += chunk;
    });
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve();
      else reject(new EngineError(`The app cannot be synthesised:\n${complaint.trim()}`));
    });
  });
}
