import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { functionIdSchema, versionSchema } from '../../core/model/names.ts';
import { createDataDirectory } from '../data-directory/create.ts';

/** One version of a function. */
export interface FunctionVersion {
  readonly functionId: string;
  readonly version: string;
}

/**
 * The recalled versions of an engine on one machine: an empty file each, named after what is recalled. So a recall
 * is placed and taken back whether the engine runs or not, by whoever may write into its data directory and nobody
 * else, and two at once do not lose each other.
 */
export class RecallFolder {
  readonly #path: string;

  constructor(dataDir: string) {
    this.#path = join(dataDir, 'recalled');
  }

  async add(version: FunctionVersion): Promise<void> {
    await createDataDirectory(this.#path);
    await writeFile(this.#file(version), '', { mode: 0o600 });
  }

  async remove(version: FunctionVersion): Promise<void> {
    await rm(this.#file(version), { force: true });
  }

  /** Sorted; files of other names are not ours. */
  async versions(): Promise<readonly FunctionVersion[]> {
    const names = await readdir(this.#path).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return [];
      throw error;
    });
    return names.toSorted().flatMap((name) => versionOf(name) ?? []);
  }

  #file({ functionId, version }: FunctionVersion): string {
    return join(this.#path, `${functionId}@${version}`);
  }
}

/** @param name such as `sentiment-tracker@1.0.0` @returns undefined when it is no such name */
export function versionOf(name: string): FunctionVersion | undefined {
  const [functionId = '', version, ...rest] = name.split('@');
  const id = functionIdSchema.safeParse(functionId);
  const number = versionSchema.safeParse(version);
  return id.success && number.success && rest.length === 0 ? { functionId, version: number.data } : undefined;
}
