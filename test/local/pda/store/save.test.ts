import { readLinks } from '../../../../local/pda/query/links.ts';
import { contentHash } from '../../../../local/pda/store/identity.ts';
import { Fenced, saveDerived } from '../../../../local/pda/store/save-derived.ts';
import { DuplicateData, saveOwnerData } from '../../../../local/pda/store/save-owner-data.ts';
import { newPdaForEachTest, openTestDatabase, type TestDatabase } from '../../../support/pda-database.ts';

describe('saving', () => {
  let store: TestDatabase;
  let pda: string;

  newPdaForEachTest(openTestDatabase, (...given) => {
    [store, pda] = given;
  });

  const save = (drafts: Parameters<typeof saveOwnerData>[1]['drafts'], skipDuplicates = false) =>
    saveOwnerData(store, { pda, drafts, skipDuplicates });
  const stored = () =>
    store.database.query<{ data: string }>(
      'select data::text as data from record where pda = $1 order by seq',
      [pda],
    );
  const events = async () => {
    const rows = await store.database.query<{ body: string }>(
      `select body::text as body from data_event where body->>'pda' = $1 order by position`,
      [pda],
    );
    return rows.map(({ body }) => JSON.parse(body));
  };
  const batch = (fence: number, ...ids: string[]) => ({
    pda,
    functionId: 'counter',
    executionId: store.newId(),
    fence,
    chain: ['counter'],
    records: ids.map((id) => ({ id, endpoint: 'she/counts', data: 1, linkedRecords: [] as string[] })),
  });

  it('saves nothing, and raises no event, when one of several is a duplicate', async () => {
    await save([{ endpoint: 'a/b', data: { x: 1 } }]);

    const again = save([
      { endpoint: 'a/b', data: { x: 2 } },
      { endpoint: 'other/place', data: { x: 1 } },
    ]);

    await expect(again).rejects.toThrow(DuplicateData);
    expect(await stored()).toHaveLength(1);
    expect(await events()).toHaveLength(1);
  });

  it('takes the same content with other key order as another record', async () => {
    const drafts = [
      { x: 1, y: 2 },
      { y: 2, x: 1 },
    ].map((data) => ({ endpoint: 'a/b', data }));

    const saved = await save(drafts);

    expect(saved).toHaveLength(2);
  });

  it('lets two PDAs hold the same content', async () => {
    const drafts = [{ endpoint: 'a/b', data: { x: 1 } }];
    await save(drafts);

    pda = await store.addPda(`other-of-${pda}`);
    const saved = await save(drafts);

    expect(saved).toHaveLength(1);
  });

  it('raises one event for a save, with its places and their linked ones', async () => {
    const links = [{ endpoint: 'c/d', data: 2 }];

    await save([{ endpoint: 'a/b', data: 1, links }]);

    const [event, ...others] = await events();
    expect(others).toEqual([]);
    expect(event).toMatchObject({ pda, endpoints: ['a/b', 'c/d'], records: 2, chain: [] });
  });

  it.each([
    ['null', null],
    ['a text with NUL', 'a\u0000b'],
    ['half a surrogate pair', '\ud800x'],
    ['an escaped backslash before u0000', '\\u0000'],
    ['an empty key', { '': 1 }],
  ])('stores %s', async (_, data) => {
    const [saved] = await save([{ endpoint: 'a/b', data }]);

    const [row] = await stored();

    expect(JSON.parse(row?.data ?? '')).toEqual(saved?.data);
  });

  it('leaves NUL out after telling duplicates apart', async () => {
    const drafts = ['ab', 'a\u0000b'].map((data) => ({ endpoint: 'a/b', data }));

    const saved = await save(drafts);

    expect(saved.map(({ data }) => data)).toEqual(['ab', 'ab']);
    expect(contentHash('ab')).not.toBe(contentHash('a\u0000b'));
  });

  it('writes a derived batch once, however often it comes', async () => {
    const derived = batch(1, store.newId(), store.newId());

    const first = await saveDerived(store, derived);
    const second = await saveDerived(store, derived);

    expect([first, second]).toEqual([
      { written: 2, existing: 0 },
      { written: 0, existing: 2 },
    ]);
    expect(await events()).toHaveLength(1);
  });

  it('lets a function derive the same content again', async () => {
    await saveDerived(store, batch(1, store.newId()));

    const again = await saveDerived(store, batch(2, store.newId()));

    expect(again.written).toBe(1);
  });

  it('refuses an older fence of the same function only', async () => {
    await saveDerived(store, batch(7, store.newId()));

    const older = saveDerived(store, batch(6, store.newId()));
    const other = await saveDerived(store, { ...batch(1, store.newId()), functionId: 'other' });

    await expect(older).rejects.toThrow(Fenced);
    expect(other.written).toBe(1);
    expect(await stored()).toHaveLength(2);
  });

  it('links a derived record to the records it names, ignoring those the PDA has not', async () => {
    const [ride] = await save([{ endpoint: 'plug/rides', data: 'ride' }]);
    const derived = batch(1, store.newId());
    const linkedRecords = [ride?.recordId ?? '', store.newId()];

    await saveDerived(store, {
      ...derived,
      records: derived.records.map((one) => ({ ...one, linkedRecords })),
    });

    const id = derived.records[0]?.id ?? '';
    const scope = { pda, property: 'p', owners: [id], most: 1000 };
    const links = await readLinks(store.database, scope, [{ endpoint: 'plug/rides' }]);
    expect(links.of.get(id)?.map(({ data }) => data)).toEqual(['ride']);
  });

  it('tells the chain in the event of a derived batch', async () => {
    await saveDerived(store, { ...batch(1, store.newId()), chain: ['first', 'counter'] });

    const [event] = await events();

    expect(event).toMatchObject({ endpoints: ['she/counts'], records: 1, chain: ['first', 'counter'] });
  });
});
