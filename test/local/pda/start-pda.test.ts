import { InvalidInput } from '../../../core/errors.ts';
import { type SavedRecord, startTestPda, type TestPda } from '../../support/start-pda.ts';

describe('startPda', () => {
  let pda: TestPda;

  beforeAll(async () => {
    pda = await startTestPda();
  }, 60_000);
  afterAll(() => pda.close());

  it('keeps a PDA as it is when its name is given again', async () => {
    const key = await pda.embedded.publicKey('alice.localhost');

    const created = await pda.embedded.createPerson({ pda: 'alice.localhost', password: 'other' });

    expect(created).toBe(false);
    expect(await pda.embedded.publicKey('alice.localhost')).toBe(key);
    expect(await pda.embedded.people()).toEqual(['alice.localhost', 'ben.localhost']);
  });

  it('refuses a name that no Host header could carry', async () => {
    const created = pda.embedded.createPerson({ pda: 'Alice!', password: 'x' });

    await expect(created).rejects.toThrow(InvalidInput);
  });

  it('has neither key nor token of somebody it does not know', async () => {
    const token = pda.embedded.issueEngineToken('nobody.localhost');

    await expect(token).rejects.toThrow('There is no PDA "nobody.localhost"');
    expect(await pda.embedded.publicKey('nobody.localhost')).toBeUndefined();
  });

  it('saves many records at once, leaves duplicates out, and tells of them', async () => {
    const drafts = Array.from({ length: 4500 }, (_, index) => ({
      endpoint: 'test/bulk',
      data: index % 4000,
    }));

    const saved = await pda.embedded.saveOwnerData('alice.localhost', drafts);

    expect(saved).toBe(4000);
    expect(await pda.eventAbout('test/bulk')).toMatchObject({ records: 2000 });
  });

  it('goes from login over a window to what the owner reads', async () => {
    const { alice, call } = pda;
    const owner = { pda: alice.pda, token: alice.ownerToken };
    const engine = { pda: alice.pda, token: alice.engineToken };
    const rides = [{ km: 3 }, { km: 5 }];

    const saved = await call<SavedRecord[]>('POST /api/v2.6/data/plug/rides', { ...owner, body: rides });
    const bundle = { rides: { endpoints: [{ endpoint: 'plug/rides' }] } };
    const window = await call<{ rows: { item: SavedRecord }[] }>('POST /api/v2.6/data-window', {
      ...engine,
      body: { functionId: 'ride-total', bundle },
    });
    const record = {
      id: '11111111-1111-4111-8111-111111111111',
      endpoint: 'she/rides',
      data: { total: 8 },
      linkedRecords: saved.body.map(({ recordId }) => recordId).slice(0, 1),
    };
    const derived = await call('POST /api/v2.6/data-derived', {
      ...engine,
      body: {
        functionId: 'ride-total',
        executionId: '22222222-2222-4222-8222-222222222222',
        fence: 1,
        chain: ['ride-total'],
        records: [record],
      },
    });
    const read = await call('GET /api/v2.6/data/she/rides', owner);

    expect([saved.status, window.status, derived.status, read.status]).toEqual([201, 200, 201, 200]);
    expect(window.body.rows.map((row) => row.item.data)).toEqual(rides);
    expect(derived.body).toEqual({ written: 1, existing: 0 });
    expect(read.body).toEqual([{ endpoint: 'she/rides', recordId: record.id, data: { total: 8 } }]);
    expect(await pda.eventAbout('plug/rides')).toMatchObject({ chain: [] });
    expect(await pda.eventAbout('she/rides')).toMatchObject({ chain: ['ride-total'] });
  });
});
