import { randomUUID } from 'node:crypto';
import { HttpPda } from '../../../adapters/pda/http-pda.ts';
import type { BundleQuery } from '../../../core/model/data-bundle.ts';
import type { Json } from '../../../core/model/json.ts';
import type { DerivedBatch, WindowPage } from '../../../core/ports.ts';
import { PDA_NOW, startTestPda, type TestPda } from '../../support/start-pda.ts';

const filtered = (
  endpoint: string,
  transformation: 'datetimeExtract' | 'timestampExtract',
  part: string,
): BundleQuery => {
  const operator = { operator: 'in' as const, value: 5 };
  const filters = [{ field: 'value', transformation: { transformation, part }, operator }];
  return { all: { endpoints: [{ endpoint, filters }] } };
};
const nested = (endpoint: string) => ({
  endpoints: [{ endpoint, mapping: { x: { source: 'a', mappings: { b: 'c' } } } }],
});

describe('HttpPda against the embedded PDA', () => {
  let server: TestPda;
  let pda: HttpPda;
  let places = 0;
  let place: string;
  let bundle: BundleQuery;

  beforeAll(async () => {
    server = await startTestPda();
    pda = new HttpPda(server.directory, { now: () => PDA_NOW });
  }, 60_000);
  beforeEach(() => {
    places += 1;
    place = `test/place-${places}`;
    bundle = { all: { endpoints: [{ endpoint: place }] } };
  });
  afterAll(() => server.close());

  const output = { namespace: 'counter', endpoint: 'counts', allowSubpaths: false };
  const query = () => ({ pda: 'alice.localhost', functionId: 'counter', output, bundle });
  const save = (...values: Json[]) =>
    server.call(`POST /api/v2.6/data/${place}`, {
      pda: 'alice.localhost',
      token: server.alice.ownerToken,
      body: values.map((value) => ({ place, value })),
    });
  const derived = (changes: Partial<DerivedBatch> = {}): DerivedBatch => ({
    pda: 'alice.localhost',
    functionId: `function-${places}`,
    executionId: randomUUID(),
    fence: 1,
    chain: [`function-${places}`],
    records: [{ id: randomUUID(), data: { place }, endpoint: place, linkedRecords: [] }],
    deadline: new Date(PDA_NOW.getTime() + 10_000),
    ...changes,
  });
  const values = (page: WindowPage) => page.rows.map(({ item }) => (item.data as { value: Json }).value);

  it('reads a window page by page to its pinned end', async () => {
    const large = (name: string) => name.repeat(2_500_000);
    await save(large('a'), large('b'));
    await save(large('c'));
    const first = await pda.readWindow(query());

    await save('after the pin');
    const second = await pda.readWindow({ ...query(), after: first.next, until: first.asOf });
    const rest = await pda.readWindow({ ...query(), after: first.asOf });

    expect([first, second, rest].map((page) => values(page).map((value) => String(value)[0]))).toEqual([
      ['a', 'b'],
      ['c'],
      ['a'],
    ]);
    expect(second.next).toBeUndefined();
  });

  it('writes nothing after the deadline', async () => {
    const late = pda.writeDerived(derived({ deadline: PDA_NOW }));

    await expect(late).rejects.toMatchObject({ code: 'PDA_UNREACHABLE' });
    expect((await pda.readWindow(query())).rows).toEqual([]);
  });

  it('raises an event that names the chain', async () => {
    await pda.writeDerived(derived({ chain: ['first', 'second'] }));

    const event = await server.eventAbout(place);
    expect(event).toMatchObject({ endpoints: [place], records: 1, chain: ['first', 'second'] });
  });

  it('is refused where it is not registered', async () => {
    const read = pda.readWindow({ ...query(), pda: 'carol.localhost' });

    await expect(read).rejects.toMatchObject({ code: 'PDA_REFUSED' });
  });

  it("is refused with another PDA's token", async () => {
    const access = { pda: 'alice.localhost', url: server.url, token: server.ben.engineToken };
    const wrong = new HttpPda({ ...server.directory, find: async () => access });

    const read = wrong.readWindow(query());

    await expect(read).rejects.toMatchObject({ code: 'PDA_REFUSED' });
  });

  it.each<[string, (endpoint: string) => BundleQuery]>([
    ['a path that is none', (endpoint) => ({ all: { endpoints: [{ endpoint, mapping: { x: 'a-b' } }] } })],
    [
      'an empty nested mapping',
      (endpoint) => ({ all: { endpoints: [{ endpoint, mapping: { x: { source: 'a', mappings: {} } } }] } }),
    ],
    ['a part that no date has', (endpoint) => filtered(endpoint, 'datetimeExtract', 'tea time')],
    ['a part that no timestamp has', (endpoint) => filtered(endpoint, 'timestampExtract', "'; drop")],
    ['a value that is no date', (endpoint) => filtered(endpoint, 'datetimeExtract', 'hour')],
    ['an order by a nested mapping', (endpoint) => ({ all: { ...nested(endpoint), orderBy: 'x' } })],
    ['too many branches', (endpoint) => ({ all: { endpoints: Array(501).fill({ endpoint }) } })],
  ])('blames the bundle for %s', async (_what, make) => {
    await save('tea time');

    const read = pda.readWindow({ ...query(), bundle: make(place) });

    await expect(read).rejects.toMatchObject({ code: 'BUNDLE_INVALID' });
  });

  it('sees every record exactly once while others write', async () => {
    const numbers = Array.from({ length: 30 }, (_, index) => index);
    let writing = true;
    const written = Promise.all(numbers.map((number) => save(number))).then(() => {
      writing = false;
    });
    const seen: Json[] = [];
    let after: string | undefined;

    for (let again = true; again; ) {
      again = writing;
      const page = await pda.readWindow({ ...query(), after });
      seen.push(...values(page));
      after = page.next ?? page.asOf;
    }
    await written;

    expect(seen.toSorted((a, b) => Number(a) - Number(b))).toEqual(numbers);
  });
});
