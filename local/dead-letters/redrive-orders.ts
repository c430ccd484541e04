import { randomUUID } from 'node:crypto';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { redriveOutcomeSchema } from '../../core/model/redrive-outcome.ts';
import { createDataDirectory } from '../data-directory/create.ts';
import { replaceFile } from '../data-directory/replace-file.ts';
import { letterPath } from './letter-folder.ts';

const orderSchema = z.object({ letterIds: z.array(z.string()) });
const answerSchema = z.array(z.object({ letterId: z.string(), outcome: redriveOutcomeSchema }));

/** What became of each letter that an order named. */
export type RedriveAnswer = z.infer<typeof answerSchema>;

export interface RedriveOrder {
  readonly orderId: string;
  readonly letterIds: readonly string[];
}

/**
 * How the command line asks the engine to redrive, whether it runs or not: an order is a file, and so is its
 * answer. Whoever may write into the data directory may ask.
 */
export class RedriveOrders {
  readonly #path: string;

  constructor(dataDir: string) {
    this.#path = join(letterPath(dataDir), 'redrive');
  }

  /** @returns the order's id */
  async place(letterIds: readonly string[]): Promise<string> {
    const orderId = randomUUID();
    await createDataDirectory(this.#path);
    await replaceFile(this.#file(orderId, 'order'), JSON.stringify({ letterIds }));
    return orderId;
  }

  /** Those not answered yet; what is none is left out. */
  async pending(): Promise<readonly RedriveOrder[]> {
    const ids = (await this.#ids('order')).map(async (orderId) => {
      const content = await readJson(this.#file(orderId, 'order'));
      const { data } = orderSchema.safeParse(content);
      return data && { orderId, letterIds: data.letterIds };
    });
    return (await Promise.all(ids)).filter((order) => order !== undefined);
  }

  async answer({ orderId }: RedriveOrder, answer: RedriveAnswer): Promise<void> {
    await replaceFile(this.#file(orderId, 'answer'), JSON.stringify(answer));
    await rm(this.#file(orderId, 'order'), { force: true });
  }

  /** Takes the answer to an order, if there is one by now. */
  async takeAnswer(orderId: string): Promise<RedriveAnswer | undefined> {
    const path = this.#file(orderId, 'answer');
    const { data } = answerSchema.safeParse(await readJson(path));
    if (data) await rm(path, { force: true });
    return data;
  }

  /** Deletes answers that nobody is waiting for any more. */
  async forgetAnswers(): Promise<void> {
    for (const orderId of await this.#ids('answer')) await rm(this.#file(orderId, 'answer'), { force: true });
  }

  #file(orderId: string, kind: 'order' | 'answer'): string {
    return join(this.#path, `${orderId}.${kind}.json`);
  }

  async #ids(kind: 'order' | 'answer'): Promise<readonly string[]> {
    const ending = `.${kind}.json`;
    const files = await readdir(this.#path).catch(noneWithout);
    return files.filter((file) => file.endsWith(ending)).map((file) => file.slice(0, -ending.length));
  }
}

function noneWithout(error: NodeJS.ErrnoException): string[] {
  if (error.code === 'ENOENT') return [];
  throw error;
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch {
    return undefined;
  }
}
