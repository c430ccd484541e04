import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { EngineError } from '../../core/errors.ts';
import { type DeadLetter, deadLetterSchema, type LetterQueue } from '../../core/model/dead-letter.ts';
import type { Clock, DeadLetterBox, DeadLetters } from '../../core/ports.ts';
import { createDataDirectory } from '../data-directory/create.ts';
import { replaceFile } from '../data-directory/replace-file.ts';

/** As long as SQS keeps a message. */
const RETENTION_MS = 14 * 24 * 3_600_000;

const ENDING = '.json';

export interface LetterFolderOptions {
  /** The engine's. */
  readonly dataDir: string;
  readonly now: Clock;
  readonly newId: () => string;
  /** Gets a line about each letter that cannot be read. */
  readonly report: (line: string) => void;
}

/** Dead letters on one machine: a file each, which is whole or not there whatever happens to the engine. */
export class LetterFolder implements DeadLetterBox {
  readonly #path: string;
  readonly #options: LetterFolderOptions;

  constructor(options: LetterFolderOptions) {
    this.#path = letterPath(options.dataDir);
    this.#options = options;
  }

  /** Where what dies in `queue` is put. */
  of(queue: LetterQueue): DeadLetters {
    return {
      put: async ({ body, reason, group }) => {
        const { now, newId } = this.#options;
        const letter: DeadLetter = { id: newId(), queue, at: now().toISOString(), body, reason, group };
        await createDataDirectory(this.#path);
        await replaceFile(join(this.#path, letter.id + ENDING), JSON.stringify(letter));
      },
    };
  }

  async letters(): Promise<readonly DeadLetter[]> {
    const files = await filesIn(this.#path);
    const read = await Promise.all(files.map((file) => this.#read(file)));
    const letters = read.filter((letter) => letter !== undefined);
    return letters.toSorted((a, b) => (a.at < b.at ? -1 : 1));
  }

  async remove({ id }: DeadLetter): Promise<void> {
    await rm(join(this.#path, basename(id) + ENDING), { force: true });
  }

  async close(): Promise<void> {}

  /** Deletes letters that are older than SQS would keep them. @returns how many */
  async forgetOld(): Promise<number> {
    const keepFrom = new Date(this.#options.now().getTime() - RETENTION_MS).toISOString();
    const old = (await this.letters()).filter(({ at }) => at < keepFrom);
    for (const letter of old) await this.remove(letter);
    return old.length;
  }

  async #read(file: string): Promise<DeadLetter | undefined> {
    const path = join(this.#path, file);
    try {
      const letter = deadLetterSchema.parse(JSON.parse(await readFile(path, 'utf8')));
      if (letter.id + ENDING === file) return letter;
    } catch {
      // Redriven while we looked.
      const isThere = await stat(path).catch(() => undefined);
      if (!isThere) return undefined;
    }
    this.#options.report(`${path} is no dead letter that can be read: move it away.`);
    return undefined;
  }
}

export function letterPath(dataDir: string): string {
  return join(dataDir, 'dead-letters');
}

async function filesIn(path: string): Promise<readonly string[]> {
  try {
    const found = await readdir(path, { withFileTypes: true });
    return found.filter((file) => file.isFile() && file.name.endsWith(ENDING)).map(({ name }) => name);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return [];
    if (code !== 'EACCES' && code !== 'EPERM') throw error;
    throw new EngineError(`${path} may not be read by this user: run the command as the user of the engine.`);
  }
}
