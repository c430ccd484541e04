import { randomUUID } from 'node:crypto';
import { startPda } from '../../local/pda/start-pda.ts';
import { PASSWORD } from './pda-client.ts';
import { Person } from './person.ts';

const NAMES = ['alice.localhost', 'bob.localhost', 'carol.localhost'];

/** Everybody who uses the engine; the first has everything counted again now and then. */
export function people(): readonly Person[] {
  return NAMES.map((pda, index) => new Person(pda, { countsAgain: index === 0 }));
}

/** There is no route that creates people, and the two that a first start creates are few. */
export async function createPeople(dataDir: string): Promise<void> {
  const pda = await startPda({ dataDir, publish: async () => {}, now: () => new Date(), newId: randomUUID });
  for (const name of NAMES) await pda.createPerson({ pda: name, password: PASSWORD });
  await pda.close();
}
