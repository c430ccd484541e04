import { AesTokenCipher } from '../../../adapters/crypto/aes-token-cipher.ts';
import { DynamoPdaDirectory } from '../../../adapters/dynamodb/pda-directory.ts';
import { applyRegistrations } from '../../../local/pdas/apply-registrations.ts';
import type { PdaEntry } from '../../../local/pdas/pda-folder.ts';
import { type LocalDynamo, openLocalDynamo } from '../../support/local-aws.ts';

const NOW = new Date('2026-01-01T00:00:00.000Z');
const OWN = { pda: 'alice.localhost', url: 'http://127.0.0.1:4000', token: 'of-alice' };
const cipher = new AesTokenCipher(Buffer.alloc(32, 1));

let registered = 0;

/** As it is made by one registration; each is made at a time of its own. */
async function entryOf(pda: string, token: string, url = `https://${pda}`): Promise<PdaEntry> {
  const sealedToken = await cipher.seal({ pda, url }, token);
  registered += 1;
  return { pda, url, sealedToken, registeredAt: new Date(NOW.getTime() + registered).toISOString() };
}

describe('applyRegistrations', () => {
  let dynamo: LocalDynamo;
  let directory: DynamoPdaDirectory;
  let reported: string[];
  let people: () => Promise<readonly string[]>;

  beforeEach(async () => {
    dynamo = await openLocalDynamo();
    directory = new DynamoPdaDirectory(dynamo.client, {
      table: 'pdas',
      cipher,
      nearby: true,
      now: () => NOW,
    });
    await directory.put(OWN);
    reported = [];
    people = async () => [OWN.pda];
  });
  afterEach(() => dynamo.close());

  const apply = (...entries: PdaEntry[]) => {
    const report = (line: string) => void reported.push(line);
    return applyRegistrations({ directory, cipher, people, report }, entries);
  };
  const names = async () => (await directory.all()).map(({ pda }) => pda);

  it('registers who is there, and takes away who is not', async () => {
    await apply(await entryOf('asha.hubat.net', 'a'), await entryOf('ben.hubat.net', 'b'));
    const before = await names();

    await apply(await entryOf('ben.hubat.net', 'b'), await entryOf('carol.hubat.net', 'c'));

    expect(before).toEqual(['alice.localhost', 'asha.hubat.net', 'ben.hubat.net']);
    expect(await names()).toEqual(['alice.localhost', 'ben.hubat.net', 'carol.hubat.net']);
    expect(reported).toEqual([]);
  });

  it('takes a new token and a new address', async () => {
    await apply(await entryOf('asha.hubat.net', 'old'));
    await apply(await entryOf('asha.hubat.net', 'new'));
    const rotated = await directory.find('asha.hubat.net');

    await apply(await entryOf('asha.hubat.net', 'new', 'https://elsewhere.example.org'));

    const moved = await directory.find('asha.hubat.net');
    expect([rotated?.token, moved?.url]).toEqual(['new', 'https://elsewhere.example.org']);
  });

  it('leaves a token that was renewed since, until the PDA is registered with another', async () => {
    const entry = await entryOf('asha.hubat.net', 'old');
    await apply(entry);
    const { url } = entry;
    await directory.renew({ pda: entry.pda, url, token: 'old' }, 'renewed');

    await apply(entry, await entryOf('ben.hubat.net', 'b'));
    const restarted = await directory.find(entry.pda);
    await apply(await entryOf('asha.hubat.net', 'rotated'));

    const rotated = await directory.find(entry.pda);
    expect([restarted?.token, rotated?.token]).toEqual(['renewed', 'rotated']);
  });

  it("never lets another PDA take the place of one of the engine's own", async () => {
    await apply(await entryOf(OWN.pda, 'of-mallory', 'https://mallory.example.org'));

    const found = await directory.find(OWN.pda);

    expect(found).toMatchObject(OWN);
    expect(reported).toEqual([expect.stringContaining('alice.localhost is a PDA of this engine')]);
  });

  it('leaves somebody who has become a person of this engine meanwhile, whoever is registered elsewhere', async () => {
    const ben = { pda: 'ben.localhost', url: 'http://127.0.0.1:4000', token: 'of-ben' };
    const carol = { pda: 'carol.localhost', url: 'http://127.0.0.1:4000', token: 'of-carol' };
    let asked = 0;
    people = async () => {
      asked += 1;
      if (asked === 1) return [OWN.pda];
      await directory.put(ben);
      await directory.put(carol);
      return [OWN.pda, ben.pda, carol.pda];
    };

    await apply(await entryOf(carol.pda, 'of-mallory', 'https://mallory.example.org'));

    expect(await names()).toEqual([OWN.pda, ben.pda, carol.pda]);
    expect(await directory.find(carol.pda)).toMatchObject(carol);
  });

  it('takes away a PDA whose token cannot be opened any more, and says what to do', async () => {
    const entry = await entryOf('asha.hubat.net', 'a');
    await apply(entry);

    await apply({ ...entry, url: 'https://mallory.example.org' });

    expect(await names()).toEqual(['alice.localhost']);
    expect(reported).toEqual([expect.stringContaining('npx she pda rotate')]);
  });
});
