import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { People } from '../../local/pda/store/people.ts';
import { openPglite } from '../../local/pda/store/pglite-database.ts';
import type { SaveContext } from '../../local/pda/store/save-owner-data.ts';
import { prepareSchema } from '../../local/pda/store/schema/prepare.ts';
import { freshDataDir, PDA_NOW } from './start-pda.ts';

export interface TestDatabase extends SaveContext {
  /** Adds an empty PDA, without working keys, and returns its name. */
  addPda(name: string): Promise<string>;
  close(): Promise<void>;
}

/** The embedded PDA's database without its HTTP side. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const dataDir = await freshDataDir();
  const database = await openPglite(join(dataDir, 'pda'));
  await prepareSchema(database);
  return {
    database,
    now: () => PDA_NOW,
    newId: randomUUID,
    addPda: async (name) => {
      const keys = { passwordHash: '', privateKey: '', publicKey: '', subjectKey: '' };
      await new People(database).add({ name, ownerId: randomUUID(), ...keys }, PDA_NOW);
      return name;
    },
    close: async () => {
      await database.close();
      await rm(dataDir, { recursive: true });
    },
  };
}
