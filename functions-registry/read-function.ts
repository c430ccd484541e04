import { basename } from 'node:path';
import type { Manifest } from '../core/model/manifest.ts';
import { readFeed } from './check-feed.ts';
import { checkHandlers } from './check-handlers.ts';
import { readOutputSchema } from './check-output-schema.ts';
import { runtimeWarning } from './check-runtime.ts';
import { packageFiles } from './package-files.ts';
import { readManifest } from './read-manifest.ts';
import type { RegisteredFunction } from './registry.ts';
import { MANIFEST, type Problem, shown } from './registry-invalid.ts';
import { runBuild } from './run-build.ts';
import { sha256, zipPackage } from './zip-package.ts';

/** A function of the registry before it is compared with the lock. */
export type UnlockedFunction = Omit<RegisteredFunction, 'shard'>;

export interface ReadOptions {
  /** Run each manifest's `build` command first. @default false */
  readonly build?: boolean;
  /** @default the machine's clock */
  readonly now?: () => Date;
  /** Told the package of each function that is right, so that nobody packs it again. */
  readonly onPackage?: (codeHash: string, zip: Uint8Array) => void;
}

/** One folder of the registry: the function when all is well, and everything to say about it. */
export interface ReadFunction {
  /** As the manifest gives it, if it can be read. */
  readonly id?: string | undefined;
  readonly registered?: UnlockedFunction | undefined;
  readonly problems: readonly Problem[];
  readonly warnings: readonly string[];
}

/** Reads, builds, checks and packs the function in `directory`; checks go on after a problem as far as they can. */
export async function readFunction(directory: string, options: ReadOptions): Promise<ReadFunction> {
  const { manifest, fields, problems } = await readManifest(directory);
  const built = options.build ? await build(directory, fields.build) : [];
  const packed = built.length === 0 ? await pack(directory, fields) : { files: NO_FILES, problems: [] };
  const schema = await outputSchema(directory, fields.outputSchema);
  const feed = fields.feed === undefined ? { problems: [] } : await readFeed(directory, fields.feed);
  const all = [...problems, ...built, ...packed.problems, ...schema.problems, ...feed.problems];
  const now = options.now ?? (() => new Date());
  const warning = fields.runtime && runtimeWarning(basename(directory), fields.runtime, now());
  const isRight = manifest && all.length === 0;
  const judged = { outputSchema: schema.value, feed: feed.value };
  return {
    id: fields.id,
    registered: isRight
      ? {
          manifest,
          directory,
          files: packed.files,
          ...judged,
          codeHash: await measure(packed.files, options),
        }
      : undefined,
    problems: all,
    warnings: warning ? [warning] : [],
  };
}

async function measure(files: ReadonlyMap<string, string>, { onPackage }: ReadOptions): Promise<string> {
  const zip = await zipPackage(files);
  const codeHash = sha256(zip);
  onPackage?.(codeHash, zip);
  return codeHash;
}

const NO_FILES: ReadonlyMap<string, string> = new Map();

async function build(directory: string, command: Manifest['build']): Promise<Problem[]> {
  const found = command && (await runBuild(directory, command));
  const remedy = 'correct the command, or what it builds; it runs in the folder of its function.json';
  return found ? [{ file: manifestOf(directory), path: '$.build', found, remedy }] : [];
}

async function pack(directory: string, { code, runtime, handlers, build }: Partial<Manifest>) {
  if (code === undefined) return { files: NO_FILES, problems: [] };
  const file = manifestOf(directory);
  const { files, refusals } = await packageFiles(directory, code);
  if (refusals.length > 0) {
    const hint = build ? `; it is built by ${shown(build)}` : '';
    const problems = refusals.map(({ found, remedy }) => ({
      file,
      path: '$.code',
      found,
      remedy: remedy + hint,
    }));
    return { files: NO_FILES, problems };
  }
  return { files, problems: runtime && handlers ? checkHandlers({ runtime, handlers }, files, file) : [] };
}

async function outputSchema(directory: string, name: string | undefined) {
  if (name === undefined) return { problems: [] };
  const read = await readOutputSchema(directory, name);
  return 'problem' in read ? { problems: [read.problem] } : { value: read.schema, problems: [] };
}

function manifestOf(directory: string): string {
  return `${basename(directory)}/${MANIFEST}`;
}
