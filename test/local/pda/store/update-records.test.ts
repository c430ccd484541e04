import type { Json } from '../../../../core/model/json.ts';
import { readWindow } from '../../../../local/pda/query/read-window.ts';
import { deleteEndpoint, deleteRecords } from '../../../../local/pda/store/delete-records.ts';
import { saveDerived } from '../../../../local/pda/store/save-derived.ts';
import { DuplicateData, saveOwnerData } from '../../../../local/pda/store/save-owner-data.ts';
import { type Change, updateRecords } from '../../../../local/pda/store/update-records.ts';
import { describeOnDatabases, newPdaForEachTest, type TestDatabase } from '../../../support/pda-database.ts';

describeOnDatabases('what updates and deletions leave to the engine', (open) => {
  let store: TestDatabase;
  let pda: string;

  newPdaForEachTest(open, (...given) => {
    [store, pda] = given;
  });

  const save = async (...drafts: Parameters<typeof saveOwnerData>[1]['drafts']) => {
    const saved = await saveOwnerData(store, { pda, drafts, skipDuplicates: false });
    return saved.map(({ recordId }) => recordId as string);
  };
  const rides = (...values: Json[]) => save(...values.map((data) => ({ endpoint: 'plug/rides', data })));
  const update = (...changes: Change[]) => updateRecords(store, { pda, changes });
  const derive = async (functionId: string, data: Json) => {
    const id = store.newId();
    const records = [{ id, endpoint: 'plug/rides', data, linkedRecords: [] }];
    const run = { executionId: store.newId(), fence: 1, chain: ['first', functionId] };
    await saveDerived(store, { pda, functionId, ...run, records });
    return id;
  };
  const read = async (after = 0, functionId = 'counter') => {
    const links = [{ endpoint: 'plug/rides' }];
    const bundle = { rides: { endpoints: [{ endpoint: 'plug/rides', links }] } };
    const page = await readWindow(store.database, { pda, functionId, bundle, after, limit: 500 });
    return { asOf: Number(page.asOf.slice('v1-'.length)), rows: page.rows };
  };
  const events = async () => {
    const rows = await store.database.query<{ body: string }>(
      `select body::text as body from data_event where body->>'pda' = $1 order by position`,
      [pda],
    );
    return rows.map(({ body }) => JSON.parse(body));
  };

  it('D30: shows an updated record in the window that follows, once', async () => {
    const [one = ''] = await rides(1, 2);
    const { asOf } = await read();

    await update({ recordId: one, endpoint: 'plug/rides', data: 'new' });

    const [next, whole] = [await read(asOf), await read()];
    expect(next.rows.map(({ item }) => item.data)).toEqual(['new']);
    expect(whole.rows.map(({ item }) => item.data)).toEqual([2, 'new']);
  });

  it('keeps the links of an updated record', async () => {
    const [one = ''] = await save({
      endpoint: 'plug/rides',
      data: 1,
      links: [{ endpoint: 'plug/rides', data: 'linked' }],
    });

    await update({ recordId: one, endpoint: 'plug/rides', data: 'new' });

    const { rows } = await read();
    expect(rows.at(-1)?.item).toMatchObject({ data: 'new', links: [{ data: 'linked' }] });
  });

  it('keeps whose output a record is: its function does not get it, the event names the chain', async () => {
    const derived = await derive('counter', 'derived');
    const [own = ''] = await rides('own');

    await update(
      { recordId: derived, endpoint: 'plug/rides', data: 'corrected' },
      { recordId: own, endpoint: 'plug/rides', data: 'changed' },
    );

    const [counter, other] = [await read(0, 'counter'), await read(0, 'other')];
    expect(counter.rows.map(({ item }) => item.data)).toEqual(['changed']);
    expect(other.rows.map(({ item, chain }) => [item.data, chain])).toEqual([
      ['corrected', ['first', 'counter']],
      ['changed', []],
    ]);
    const chains = (await events()).slice(2).map(({ chain, records }) => [chain, records]);
    expect(chains).toHaveLength(2);
    expect(chains).toEqual(
      expect.arrayContaining([
        [[], 1],
        [['first', 'counter'], 1],
      ]),
    );
  });

  it('lets a derived record hold what another record holds', async () => {
    const derived = await derive('counter', 'derived');
    await rides('same');

    const [updated] = await update({ recordId: derived, endpoint: 'plug/rides', data: 'same' });

    expect(updated?.data).toBe('same');
  });

  it('keeps id and time of the source where an update brings none', async () => {
    const source = { sourceUniqueId: 'id 1', sourceTimestamp: '2024-05-01T07:15:00.000Z' };
    const [one = ''] = await save({ endpoint: 'plug/rides', data: 1, ...source });

    const [updated] = await update({ recordId: one, endpoint: 'plug/rides', data: 'new' });

    expect(updated).toEqual({ recordId: one, endpoint: 'plug/rides', data: 'new', ...source });
    expect(await save({ endpoint: 'plug/rides', data: 2, sourceUniqueId: 'id 1' })).toEqual([one]);
  });

  it('makes one record of an id that many send at the same time', async () => {
    const draft = { endpoint: 'plug/rides', data: 1, sourceUniqueId: 'id 1' };

    const ids = await Promise.all(Array.from({ length: 5 }, () => save(draft)));

    expect(new Set(ids.flat()).size).toBe(1);
    expect((await read()).rows).toHaveLength(1);
    expect(await events()).toHaveLength(1);
  });

  it('lets updates and deletions of the same records come at the same time, in any order', async () => {
    const ids = await rides(1, 2, 3, 4);
    const changes = ids.map((recordId, n) => ({ recordId, endpoint: 'plug/rides', data: `new ${n}` }));

    const done = await Promise.allSettled([
      update(...changes),
      update(...[...changes].reverse()),
      deleteRecords(store.database, { pda, ids: [...ids].reverse() }),
    ]);

    const refused = done.flatMap((one) => (one.status === 'rejected' ? [one.reason.name] : []));
    expect(refused.filter((name) => name !== 'RecordsMissing')).toEqual([]);
    expect(done[2]?.status).toBe('fulfilled');
    expect((await read()).rows).toEqual([]);
  });

  it('refuses to give a record the id of another', async () => {
    const [one = ''] = await save(
      { endpoint: 'plug/rides', data: 1, sourceUniqueId: 'id 1' },
      { endpoint: 'plug/rides', data: 2, sourceUniqueId: 'id 2' },
    );

    const change = update({ recordId: one, endpoint: 'plug/rides', data: 1, sourceUniqueId: 'id 2' });

    await expect(change).rejects.toThrow(DuplicateData);
  });

  it.each([
    ['that a function derived', 'id 1'],
    ['that differs by a NUL, which is not stored', 'id\u0000 1'],
  ])('finds the id of a source on a record %s', async (_, sourceUniqueId) => {
    const derived = await derive('counter', 'derived');
    await update({ recordId: derived, endpoint: 'plug/rides', data: 'derived', sourceUniqueId: 'id 1' });

    const [id] = await save({ endpoint: 'plug/rides', data: 'again', sourceUniqueId });

    expect(id).toBe(derived);
  });

  it('takes deleted records out of windows and out of what they were linked with', async () => {
    const [one = ''] = await save({
      endpoint: 'plug/rides',
      data: 1,
      links: [{ endpoint: 'plug/rides', data: 'linked' }],
    });

    await deleteRecords(store.database, { pda, ids: [one] });

    const { rows } = await read();
    expect(rows.map(({ item }) => [item.data, item.links])).toEqual([['linked', undefined]]);
  });

  it('empties a place of many records in turns, and leaves what came meanwhile', async () => {
    await rides(...Array.from({ length: 5001 }, (_, n) => n));
    let turns = 0;
    const busy = {
      ...databaseOf(store),
      transaction: async <T>(work: Parameters<typeof store.database.transaction<T>>[0]) => {
        turns += 1;
        if (turns === 3) await rides('meanwhile');
        return store.database.transaction(work);
      },
    };

    await deleteEndpoint(busy, { pda, endpoint: 'plug/rides' });

    const { rows } = await read();
    expect(rows.map(({ item }) => item.data)).toEqual(['meanwhile']);
    expect(turns).toBeGreaterThan(2);
  });
});

/** A database whose parts may be replaced. */
function databaseOf({ database }: TestDatabase): TestDatabase['database'] {
  return {
    query: (text, values) => database.query(text, values),
    transaction: (work) => database.transaction(work),
    snapshot: (work) => database.snapshot(work),
    close: () => database.close(),
  };
}
