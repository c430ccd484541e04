import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { pdaNameSchema } from '../../core/model/names.ts';
import { createDataDirectory } from '../data-directory/create.ts';
import { addFile, replaceFile } from '../data-directory/replace-file.ts';

const entrySchema = z.object({
  pda: pdaNameSchema,
  url: z.string(),
  /** As the engine's own key file opens it. */
  sealedToken: z.string(),
  registeredAt: z.string(),
  tokenEnds: z.optional(z.string()),
});
export type PdaEntry = z.infer<typeof entrySchema>;

const ENDING = '.json';

/**
 * The PDAs elsewhere that are registered with an engine on one machine: a file each, so that they are registered
 * whether the engine runs or not, by whoever may write into its data directory and nobody else. Beside them an empty
 * file for each PDA that the engine keeps itself.
 */
export class PdaFolder {
  readonly #elsewhere: string;
  readonly #own: string;

  constructor(dataDir: string) {
    this.#elsewhere = join(dataDir, 'pdas', 'elsewhere');
    this.#own = join(dataDir, 'pdas', 'own');
  }

  /** @returns false when the PDA is registered already */
  async add(entry: PdaEntry): Promise<boolean> {
    await createDataDirectory(this.#elsewhere);
    return addFile(this.#file(entry.pda), JSON.stringify(entry));
  }

  async put(entry: PdaEntry): Promise<void> {
    await createDataDirectory(this.#elsewhere);
    await replaceFile(this.#file(entry.pda), JSON.stringify(entry));
  }

  /** @returns whether it was there */
  async remove(pda: string): Promise<boolean> {
    const wasThere = await isThere(this.#file(pda));
    await rm(this.#file(pda), { force: true });
    return wasThere;
  }

  async find(pda: string): Promise<PdaEntry | undefined> {
    return this.#read(pda + ENDING);
  }

  /** By name. */
  async entries(): Promise<readonly PdaEntry[]> {
    const entries = await Promise.all((await this.#files()).map((file) => this.#read(file)));
    return entries.filter((entry) => entry !== undefined);
  }

  /** Files that are no registrations, of which somebody should know. */
  async unreadable(): Promise<readonly string[]> {
    const files = await this.#files();
    const entries = await Promise.all(files.map((file) => this.#read(file)));
    return files
      .filter((_, index) => entries[index] === undefined)
      .map((file) => join(this.#elsewhere, file));
  }

  /** When a registration was last put or removed; milliseconds, 0 for never. */
  async changedAt(): Promise<number> {
    const folder = await stat(this.#elsewhere).catch(() => undefined);
    return folder?.mtimeMs ?? 0;
  }

  async noteOwn(pda: string): Promise<void> {
    await createDataDirectory(this.#own);
    await writeFile(join(this.#own, pda), '', { mode: 0o600 });
  }

  /** Those that the engine keeps itself, by name. */
  async own(): Promise<readonly string[]> {
    return (await namesIn(this.#own)).toSorted();
  }

  isOwn(pda: string): Promise<boolean> {
    return isThere(join(this.#own, pda));
  }

  async #read(file: string): Promise<PdaEntry | undefined> {
    try {
      const { data } = entrySchema.safeParse(JSON.parse(await readFile(join(this.#elsewhere, file), 'utf8')));
      return data && data.pda + ENDING === file ? data : undefined;
    } catch {
      return undefined;
    }
  }

  async #files(): Promise<readonly string[]> {
    const names = await namesIn(this.#elsewhere);
    return names.filter((name) => name.endsWith(ENDING)).toSorted();
  }

  #file(pda: string): string {
    return join(this.#elsewhere, pda + ENDING);
  }
}

function namesIn(folder: string): Promise<readonly string[]> {
  return readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
}

function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
