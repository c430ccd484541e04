import { randomUUID } from 'node:crypto';
import { MemoryPda } from '../../adapters/memory/pda.ts';
import { HttpPda } from '../../adapters/pda/http-pda.ts';
import type { EndpointData } from '../../core/model/endpoint-data.ts';
import { NOW } from '../support/builders.ts';
import type { Caller } from '../support/pda-of-file.ts';
import { PDA_NOW, type SavedRecord, startTestPda } from '../support/start-pda.ts';
import { describePda, type PdaPromises, type PdaUnderTest } from './pda.ts';

const WITH_ADDITIONS: PdaPromises = {
  afterACursor: 'what is new',
  savedAfterTheEnd: 'nothing',
  ownOutputBy: 'provenance',
  chain: 'told',
  sameBy: 'id',
  olderFence: 'refused',
  order: 'as asked',
};

/** execution.md §6: what a PDA without the additions cannot promise. */
const PLAIN: PdaPromises = {
  afterACursor: 'all of it',
  savedAfterTheEnd: 'all of it',
  ownOutputBy: 'place',
  chain: 'unknown',
  sameBy: 'content',
  olderFence: 'unknown',
  order: 'as asked',
};

describePda('with the additions', () => embedded({ additions: true }), WITH_ADDITIONS);
describePda('plain v2.6', () => embedded({ additions: false }), PLAIN);
describePda('in memory', inMemory, { ...WITH_ADDITIONS, order: 'by creation' });

async function embedded(options: { readonly additions: boolean }): Promise<PdaUnderTest> {
  const server = await startTestPda(options);
  const { pda: name, ownerToken, engineToken } = server.alice;
  const owner: Caller = { pda: name, token: ownerToken };
  const access = { pda: name, url: server.url, token: options.additions ? engineToken : ownerToken };
  return {
    pda: new HttpPda({ ...server.directory, find: async () => access }, { now: () => PDA_NOW }),
    name,
    now: PDA_NOW,
    save: async (endpoint, values) => {
      const saved = await server.call<SavedRecord[]>(`POST /api/v2.6/data/${endpoint}`, {
        ...owner,
        body: values,
      });
      return saved.body.map(({ recordId }) => recordId);
    },
    read: async (endpoint) =>
      (await server.call<EndpointData[]>(`GET /api/v2.6/data/${endpoint}`, owner)).body,
    close: () => server.close(),
  };
}

async function inMemory(): Promise<PdaUnderTest> {
  const pda = new MemoryPda();
  const name = 'alice.localhost';
  return {
    ...{ pda, name, now: NOW },
    save: async (endpoint, values) =>
      values.map((data) => {
        const recordId = randomUUID();
        pda.save(name, { recordId, endpoint, data });
        return recordId;
      }),
    read: async (endpoint) => pda.recordsOf(name, endpoint),
    close: async () => undefined,
  };
}
