import type { EndpointQuery } from '../../../../core/model/data-bundle.ts';
import type { EndpointData } from '../../../../core/model/endpoint-data.ts';
import { Hits } from '../../../../local/pda/query/hits.ts';
import { openBundle } from '../../../../local/pda/query/open-bundle.ts';
import { openProperty } from '../../../../local/pda/query/open-property.ts';
import { type Draft, saveOwnerData } from '../../../../local/pda/store/save-owner-data.ts';
import { describeOnDatabases, newPdaForEachTest, type TestDatabase } from '../../../support/pda-database.ts';
import { allItems } from './read-all.ts';

const KILOBYTE = 'x'.repeat(1024);

describeOnDatabases('a result that is read page by page', (open) => {
  let store: TestDatabase;
  let pda: string;

  newPdaForEachTest(open, (...given) => {
    [store, pda] = given;
  });

  const save = (drafts: readonly Draft[]) => saveOwnerData(store, { pda, drafts, skipDuplicates: false });
  const rides = (count: number) =>
    save(Array.from({ length: count }, (_, n) => ({ endpoint: 'plug/rides', data: { n } })));
  const read = (query: Partial<EndpointQuery> = {}) =>
    openProperty(store.database, {
      pda,
      property: 'p',
      query: { endpoints: [{ endpoint: 'plug/rides', ...query }] },
    });
  const numbers = (items: readonly EndpointData[]) => items.map(({ data }) => (data as { n: number }).n);

  it('holds every record once, in order, in pages of 500', async () => {
    await rides(1201);

    const sizes: number[] = [];
    const found: number[] = [];
    for await (const page of await read()) {
      sizes.push(page.length);
      found.push(...numbers(page));
    }

    expect(sizes).toEqual([500, 500, 201]);
    expect(found).toEqual(Array.from({ length: 1201 }, (_, n) => n));
  });

  it('has pages of about 4 MB, and a larger record for itself', async () => {
    const sizes = [1500, 1500, 1500, 5000, 10].map((kilobytes, n) => ({
      endpoint: 'plug/rides',
      data: { n, text: KILOBYTE.repeat(kilobytes) },
    }));
    for (const one of sizes) await save([one]);

    const pages: number[][] = [];
    for await (const page of await read()) pages.push([...numbers(page)]);

    expect(pages).toEqual([[0, 1, 2], [3], [4]]);
  });

  it('counts what may be linked to its records, so that a large group fills no page', async () => {
    const [first, ...others] = Array.from({ length: 12 }, (_, n) => ({
      endpoint: 'plug/rides',
      data: { n, text: KILOBYTE.repeat(400) },
    }));
    await save([{ ...(first as Draft), links: others }]);
    const links = [{ endpoint: 'plug/rides', mapping: { n: 'n' } }];

    const pages: [n: number, linked: number | undefined][][] = [];
    for await (const page of await read({ links, mapping: { n: 'n' } })) {
      pages.push(page.map((item) => [numbers([item])[0] as number, item.links?.length]));
    }

    expect(pages).toEqual(Array.from({ length: 12 }, (_, n) => [[n, 11]]));
  });

  it('lets others write between two pages, and does not show what came later', async () => {
    await rides(600);
    const pages = (await read())[Symbol.asyncIterator]();
    await pages.next();

    await save([{ endpoint: 'plug/rides', data: { n: 600 } }]);
    const second = await pages.next();

    expect(numbers(second.value)).toEqual(Array.from({ length: 100 }, (_, n) => 500 + n));
    expect((await pages.next()).done).toBe(true);
  });

  it('leaves out what was deleted meanwhile', async () => {
    await rides(600);
    const opened = await read();

    await store.database.query(`delete from record where pda = $1 and (data->>'n')::int >= 590`, [pda]);
    const found = await allItems(opened);

    expect(found).toHaveLength(590);
  });

  it.each<[string, Partial<EndpointQuery>]>([
    ['of its own', { mapping: { y: 'first-name' } }],
    ['of nested ones', { mapping: { y: { source: 'gone', mappings: { z: 'a..b' } } } }],
    ['of its links', { links: [{ endpoint: 'plug/walks', mapping: { 'y[0]': 'n' } }] }],
  ])('throws before the first page when a mapping %s cannot be read', async (_, query) => {
    await rides(1);

    const opened = read(query);

    await expect(opened).rejects.toThrow('property "p", mapping:');
  });

  it('does not read a mapping that nothing is found for', async () => {
    await rides(1);

    const found = await allItems(await read({ endpoint: 'no/such', mapping: { y: 'first-name' } }));

    expect(found).toEqual([]);
  });

  it('gives the properties of a bundle in its order, whatever they are called', async () => {
    await rides(2);
    const query = { endpoints: [{ endpoint: 'plug/rides' }] };

    const bundle = JSON.parse(
      JSON.stringify({ z: query, a: query, __proto: query }).replace('__proto', '__proto__'),
    );
    const opened = await openBundle(store.database, pda, bundle);
    const found = await Promise.all(
      opened.map(async ([name, pages]) => [name, numbers(await allItems(pages))]),
    );

    expect(found).toEqual([
      ['z', [0, 1]],
      ['a', [0, 1]],
      ['__proto__', [0, 1]],
    ]);
  });

  it('is refused when it asks for more endpoints than one statement should', async () => {
    const endpoints = Array.from({ length: 501 }, () => ({ endpoint: 'plug/rides' }));

    const opened = openProperty(store.database, { pda, property: 'p', query: { endpoints } });

    await expect(opened).rejects.toThrow('property "p" has 501 endpoint queries, at most 500 are read');
  });
});

describe('packed hits', () => {
  const id = (n: number) => `0000000${n}-0000-4000-8000-00000000000${n}`;
  const packed = (...hits: readonly (readonly [branch: number, n: number])[]) =>
    Buffer.concat(
      hits.map(([branch, n]) => Buffer.from([0, branch, ...Buffer.from(id(n).replaceAll('-', ''), 'hex')])),
    );

  it('keep branch and id of each, and the first of those that repeat', () => {
    const hits = new Hits(packed([0, 1], [1, 2], [1, 1], [2, 3]));

    const kept = hits.firstOfEach();

    expect([hits.length, [...hits.branches()]]).toEqual([4, [0, 1, 2]]);
    expect(kept.slice(0, 9)).toEqual([
      { branch: 0, id: id(1) },
      { branch: 1, id: id(2) },
      { branch: 2, id: id(3) },
    ]);
  });

  it('are none when nothing was found', () => {
    const hits = new Hits(null);

    expect([hits.length, hits.slice(0, 5)]).toEqual([0, []]);
  });
});
