import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Metafile } from 'esbuild';
import { folderName } from './outdir-code.ts';

export const ENGINE_LAMBDAS = ['api', 'dispatcher', 'executor', 'reconcile'] as const;
type EngineLambdaName = (typeof ENGINE_LAMBDAS)[number];

/** One of the engine's own Lambdas as a single file. */
export interface LambdaBundle {
  /** SHA-256 of `code`, hex. */
  readonly hash: string;
  readonly code: Uint8Array;
  /** Source files it was made from, relative to the repository. */
  readonly inputs: readonly string[];
}
export type LambdaBundles = Readonly<Record<EngineLambdaName, LambdaBundle>>;

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Bundles the engine's own Lambdas in memory. The AWS SDK goes in as well: read from disk it starts twice as slowly. */
export async function bundleLambdas(): Promise<LambdaBundles> {
  const { outputFiles, metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: ENGINE_LAMBDAS.map((name) => `lambdas/${name}/${name}.lambda.ts`),
    outdir: ROOT,
    entryNames: '[name]',
    write: false,
    metafile: true,
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    mainFields: ['module', 'main'],
    outExtension: { '.js': '.mjs' },
    // CommonJS dependencies call `require`, which ES modules lack.
    banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
    logLevel: 'warning',
  });
  const entries = outputFiles.map(({ path, contents }) => {
    const file = basename(path);
    return [file.replace('.lambda.mjs', ''), bundle(contents, metafile, file)] as const;
  });
  return Object.fromEntries(entries) as Record<EngineLambdaName, LambdaBundle>;
}

function bundle(code: Uint8Array, metafile: Metafile, output: string): LambdaBundle {
  const hash = createHash('sha256').update(code).digest('hex');
  return { hash, code, inputs: Object.keys(metafile.outputs[output]?.inputs ?? {}) };
}

/** Lays the bundles where `OutdirCode.folder` expects them; their handler is `index.handler`. */
export async function writeBundles(outdir: string, bundles: LambdaBundles): Promise<void> {
  for (const { hash, code } of Object.values(bundles)) {
    const folder = join(outdir, folderName(hash));
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'index.mjs'), code);
  }
}
