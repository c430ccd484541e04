import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod/mini';
import type { Synthesis } from './figures.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const cdkJsonSchema = z.object({ app: z.string(), context: z.record(z.string(), z.unknown()) });
const usageSchema = z.object({ peakBytes: z.number(), cpuMs: z.number() });

/**
 * Runs an app as `cdk synth` does, with the flags of cdk.json and without the validator, into an empty folder.
 * @param app replaces the file at the end of cdk.json's command
 * @throws Error with what the app printed when it fails
 */
export function synthesise(registry: string, app?: string): Synthesis {
  const cdkJson = cdkJsonSchema.parse(JSON.parse(readFileSync(join(ROOT, 'cdk.json'), 'utf8')));
  const [program = '', ...args] = cdkJson.app.split(' ');
  const folder = mkdtempSync(join(tmpdir(), 'she-bench-synth-'));
  const usage = join(folder, 'usage.json');
  const outdir = join(folder, 'cdk.out');
  const preload = ['--import', fileURLToPath(new URL('tell-usage.mjs', import.meta.url))];
  const file = args.pop() as string;
  const started = performance.now();
  const run = spawnSync(program, [...preload, ...args, app ?? file], {
    ...{ cwd: ROOT, encoding: 'utf8' },
    env: {
      PATH: process.env.PATH,
      CDK_VALIDATION: 'false',
      CDK_OUTDIR: outdir,
      CDK_CONTEXT_JSON: JSON.stringify({ ...cdkJson.context, registry }),
      SHE_BENCH_USAGE: usage,
    },
  });
  const wallMs = performance.now() - started;
  try {
    if (run.status !== 0) throw new Error(`${app ?? file} failed: ${run.stderr}`);
    const used = usageSchema.parse(JSON.parse(readFileSync(usage, 'utf8')));
    return { wallMs, ...used, outBytes: bytesIn(outdir) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function bytesIn(folder: string): number {
  return readdirSync(folder, { withFileTypes: true })
    .map((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? bytesIn(path) : statSync(path).size;
    })
    .reduce((sum, bytes) => sum + bytes, 0);
}
