import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { folderName } from './asset-names.ts';

export const ENGINE_LAMBDAS = [
  'api',
  'canary',
  'canary-pda',
  'dispatcher',
  'executor',
  'reconcile',
  'registrar',
  'rollback',
] as const;
type EngineLambdaName = (typeof ENGINE_LAMBDAS)[number];

/** Worker threads, which need a file of their own beside the Lambda that starts them. */
const WORKERS: Partial<Record<EngineLambdaName, string>> = {
  executor: 'adapters/json-schema/output-schemas.worker.mjs',
};

/** One of the engine's own Lambdas as a single file, and where it starts a thread, that in a second. */
export interface LambdaBundle {
  /** SHA-256 of the code, hex. */
  readonly hash: string;
  readonly code: Uint8Array;
  readonly worker?: { readonly file: string; readonly code: Uint8Array };
  /** Source files it was made from, relative to the repository. */
  readonly inputs: readonly string[];
}
export type LambdaBundles = Readonly<Record<EngineLambdaName, LambdaBundle>>;

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Bundles the engine's own Lambdas in memory. The AWS SDK goes in as well: read from disk it starts twice as slowly. */
export async function bundleLambdas(): Promise<LambdaBundles> {
  const { outputFiles, metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: [
      ...ENGINE_LAMBDAS.map((name) => `lambdas/${name}/${name}.lambda.ts`),
      ...Object.values(WORKERS),
    ],
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
  const codes = new Map(outputFiles.map(({ path, contents }) => [basename(path), contents]));
  const output = (file: string): Output => ({
    file,
    code: codes.get(file) as Uint8Array,
    inputs: Object.keys(metafile.outputs[file]?.inputs ?? {}),
  });
  const entries = ENGINE_LAMBDAS.map((name) => {
    const worker = WORKERS[name];
    return [
      name,
      bundle(output(`${name}.lambda.mjs`), worker ? output(basename(worker)) : undefined),
    ] as const;
  });
  return Object.fromEntries(entries) as Record<EngineLambdaName, LambdaBundle>;
}

interface Output {
  readonly file: string;
  readonly code: Uint8Array;
  readonly inputs: readonly string[];
}

function bundle(main: Output, worker: Output | undefined): LambdaBundle {
  const { code, inputs } = main;
  const hash = createHash('sha256').update(code);
  if (!worker) return { hash: hash.digest('hex'), code, inputs };
  const { file, code: workerCode } = worker;
  return {
    hash: hash.update(workerCode).digest('hex'),
    code,
    worker: { file, code: workerCode },
    inputs: [...inputs, ...worker.inputs],
  };
}

/** Lays the bundles where `OutdirCode.folder` expects them; their handler is `index.handler`. */
export async function writeBundles(outdir: string, bundles: LambdaBundles): Promise<void> {
  for (const { hash, code, worker } of Object.values(bundles)) {
    const folder = join(outdir, folderName(hash));
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'index.mjs'), code);
    if (worker) await writeFile(join(folder, worker.file), worker.code);
  }
}
