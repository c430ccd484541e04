import type { BundleQuery } from '../../../../core/model/data-bundle.ts';
import type { Json } from '../../../../core/model/json.ts';
import type { WindowPage } from '../../../../core/ports.ts';
import { readCursor, writeCursor } from '../../../../local/pda/query/cursor.ts';
import { readWindow, type WindowRead } from '../../../../local/pda/query/read-window.ts';
import { saveDerived } from '../../../../local/pda/store/save-derived.ts';
import { type Draft, saveOwnerData } from '../../../../local/pda/store/save-owner-data.ts';
import type { Database } from '../../../../local/pda/store/sql.ts';
import { describeOnDatabases, newPdaForEachTest, type TestDatabase } from '../../../support/pda-database.ts';

const rides = { endpoints: [{ endpoint: 'plug/rides' }] };
const RIDES: BundleQuery = { rides };

describeOnDatabases('readWindow', (open) => {
  let store: TestDatabase;
  let pda: string;

  newPdaForEachTest(open, (...given) => {
    [store, pda] = given;
  });

  const save = (endpoint: string, ...values: Json[]) =>
    saveOwnerData(store, { pda, drafts: values.map((data) => ({ endpoint, data })), skipDuplicates: false });
  const derive = (functionId: string, data: Json, linkedRecords: string[] = []) =>
    saveDerived(store, {
      pda,
      functionId,
      executionId: store.newId(),
      fence: 1,
      chain: ['first', functionId],
      records: [{ id: store.newId(), endpoint: 'plug/rides', data, linkedRecords }],
    });
  const read = (options: Partial<WindowRead> = {}, database = store.database) =>
    readWindow(database, {
      pda,
      functionId: 'counter',
      bundle: RIDES,
      after: 0,
      limit: 500,
      ...options,
    });
  const dataOf = (page: WindowPage) => page.rows.map(({ item }) => item.data);
  const seqOf = (cursor: string | undefined) => readCursor(cursor ?? '') ?? 0;

  it('pages through a window in creation order until nothing is left', async () => {
    await save('plug/rides', 1, 2, 3, 4, 5);

    const first = await read({ limit: 2 });
    const second = await read({ limit: 2, after: seqOf(first.next) });
    const third = await read({ limit: 2, after: seqOf(second.next) });

    expect([first, second, third].map(dataOf)).toEqual([[1, 2], [3, 4], [5]]);
    expect(third.next).toBeUndefined();
  });

  it('has no further page when the window ends with the page', async () => {
    await save('plug/rides', 1, 2);

    const page = await read({ limit: 2 });

    expect(page.next).toBeUndefined();
  });

  it('keeps to a pinned end when more records come', async () => {
    await save('plug/rides', 1);
    const { asOf } = await read();

    await save('plug/rides', 2);
    const pinned = await read({ until: seqOf(asOf) });
    const rest = await read({ after: seqOf(asOf) });

    expect([pinned, rest].map(dataOf)).toEqual([[1], [2]]);
  });

  it('leaves out what the function derived itself, and tells the chain of what others derived', async () => {
    await derive('counter', 'own');
    await derive('other', 'foreign');
    await save('plug/rides', 'plain');

    const page = await read();

    expect(page.rows.map(({ item, chain }) => [item.data, chain])).toEqual([
      ['foreign', ['first', 'other']],
      ['plain', []],
    ]);
  });

  it('gives one row a property, and keeps the rows of one record together', async () => {
    await save('plug/rides', { km: 1 }, { km: 2 });
    const twice = [{ endpoint: 'plug/rides', mapping: { far: 'km' } }, { endpoint: 'plug/rides' }];

    const page = await read({ bundle: { ...RIDES, mapped: { endpoints: twice } }, limit: 1 });

    expect(page.rows.map(({ property, item }) => [property, item.data])).toEqual([
      ['rides', { km: 1 }],
      ['mapped', { far: 1 }],
    ]);
    expect(page.next).toBe(page.rows[0]?.cursor);
  });

  it('ends a page at about 4 MB, whatever the limit', async () => {
    const large = (name: string) => name.repeat(1_500_000);
    await save('plug/rides', large('a'), large('b'), large('c'), large('d'));

    const first = await read();
    const second = await read({ after: seqOf(first.next) });

    expect([first, second].map((page) => page.rows.length)).toEqual([3, 1]);
  });

  it('counts a record once for each property that carries it', async () => {
    const large = (name: string) => name.repeat(2_500_000);
    await save('plug/rides', large('a'), large('b'));

    const first = await read({ bundle: { ...RIDES, again: { endpoints: [{ endpoint: 'plug/rides' }] } } });

    expect(first.rows.map(({ property }) => property)).toEqual(['rides', 'again']);
    expect(first.next).toBeDefined();
  });

  it('counts what may be linked to its records', async () => {
    const ride = (n: number): Draft => ({ endpoint: 'plug/rides', data: { n, text: 'x'.repeat(2_500_000) } });
    const drafts = [{ ...ride(1), links: [ride(2), ride(3)] }];
    await saveOwnerData(store, { pda, drafts, skipDuplicates: false });
    const mapped = { endpoint: 'plug/rides', mapping: { n: 'n' } };
    const bundle = { linked: { endpoints: [{ ...mapped, links: [mapped] }] } };

    const page = await read({ bundle });
    const rest = await read({ bundle, after: seqOf(page.next) });

    expect(dataOf(page)).toEqual([{ n: 1 }]);
    expect(page.rows[0]?.item.links).toHaveLength(2);
    expect(dataOf(rest)).toEqual([{ n: 2 }]);
  });

  it('loads no more than about a page, however many properties carry each record', async () => {
    await save('plug/rides', ...Array.from({ length: 8 }, (_, index) => String(index).repeat(1_000_000)));
    const bundle = Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`p${index}`, rides]));
    const loaded: number[] = [];
    const database: Database = {
      ...store.database,
      snapshot: (work) =>
        store.database.snapshot((sql) =>
          work({
            query: async (text, values) => {
              const rows = await sql.query<never>(text, values);
              loaded.push(rows.length);
              return rows;
            },
          }),
        ),
    };

    const page = await read({ bundle }, database);

    expect([page.rows.length, Math.max(...loaded)]).toEqual([10, 10]);
    expect(page.next).toBe(page.rows[0]?.cursor);
  });

  it('carries the value to sort by, also null, and none where the record lacks it', async () => {
    await save('plug/rides', { km: 3 }, { km: null }, {});
    const sorted = { endpoints: [{ endpoint: 'plug/rides', mapping: { far: 'km' } }], orderBy: 'far' };

    const page = await read({ bundle: { sorted } });

    expect(page.rows.map((row) => ('orderKey' in row ? row.orderKey : 'none'))).toEqual([3, null, 'none']);
  });

  it('has no value to sort by where the property names none', async () => {
    await save('plug/rides', { km: 3 });

    const page = await read();

    expect(page.rows[0]).not.toHaveProperty('orderKey');
  });

  it("shows links as they were at the end of a pinned window, without the function's own output", async () => {
    const [ride] = await save('plug/rides', { km: 1 });
    await derive('other', 'early', [ride?.recordId ?? '']);
    const { asOf } = await read();
    await derive('other', 'late', [ride?.recordId ?? '']);
    await derive('counter', 'own', [ride?.recordId ?? '']);
    const linked = { endpoints: [{ endpoint: 'plug/rides', links: [{ endpoint: 'plug/rides' }] }] };

    const pinned = await read({ bundle: { linked }, until: seqOf(asOf) });
    const now = await read({ bundle: { linked } });

    const linksOfRide = (page: WindowPage) => page.rows[0]?.item.links?.map(({ data }) => data);
    expect([pinned, now].map(linksOfRide)).toEqual([['early'], ['early', 'late']]);
  });

  it('answers an empty bundle with the end of the window', async () => {
    await save('plug/rides', 1, 2);

    const page = await read({ bundle: {} });

    expect(page).toEqual({ asOf: writeCursor(2), rows: [] });
  });

  it('sees nothing of another PDA', async () => {
    await save('plug/rides', 'secret');
    const other = await store.addPda(`other-of-${pda}`);

    const page = await read({ pda: other });

    expect(page.rows).toEqual([]);
  });

  it('shows every record exactly once to who reads on while others write', async () => {
    const seen: Json[] = [];
    const written = Array.from({ length: 40 }, (_, index) => index);
    const writing = Promise.all(written.map((index) => save('plug/rides', index)));
    let after = 0;
    let done = false;
    const finished = writing.then(() => {
      done = true;
    });

    for (let last = false; !last; ) {
      last = done;
      const page = await read({ after, limit: 7 });
      seen.push(...dataOf(page));
      after = seqOf(page.next ?? page.asOf);
      last &&= page.next === undefined;
    }
    await finished;

    expect(seen.toSorted((a, b) => Number(a) - Number(b))).toEqual(written);
  });
});
