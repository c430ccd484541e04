import { HttpPda } from '../../../adapters/pda/http-pda.ts';
import { uuid } from '../../support/builders.ts';
import { type HttpServer, startHttpServer } from '../../support/http-server.ts';

const PDA = 'alice.localhost';
const QUERY = {
  ...{ pda: PDA, functionId: 'counter', bundle: { all: { endpoints: [{ endpoint: 'kitchen/drinks' }] } } },
  output: { namespace: 'counter', endpoint: 'counts', allowSubpaths: false },
};
const ADDITIONS = '{"additions":["data-window/1","data-derived/1"]}';

const record = (data: string) =>
  `{"endpoint":"kitchen/drinks","recordId":"${uuid(1)}","data":${data},"links":[]}`;
const page = (data: string, orderKey = '1') =>
  `{"asOf":"v1-9","rows":[{"cursor":"v1-1","property":"all","item":${record(data)},"orderKey":${orderKey},"chain":[]}]}`;
const TINY = `[${'{},'.repeat(2_000_000)}{}]`;
const DEEP = '['.repeat(5_000) + ']'.repeat(5_000);

describe('a PDA whose replies are more than the engine follows', () => {
  let server: HttpServer;
  let pda: HttpPda;
  let capabilities: string;
  let window: (limit: number | undefined) => string;
  let bundle: string;

  beforeEach(async () => {
    capabilities = ADDITIONS;
    window = () => page('1');
    bundle = '{}';
    server = await startHttpServer(({ path, body }) => {
      if (path.endsWith('/capabilities')) return { status: 200, body: capabilities };
      if (path.endsWith('/data-window')) return { status: 200, body: window(JSON.parse(body).limit) };
      return { status: 200, body: bundle };
    });
    const access = { pda: PDA, url: server.url, token: 't' };
    pda = new HttpPda({ find: async () => access, renew: async () => false });
  });
  afterEach(() => server.close());

  it.each([
    ['millions of tiny values in a record', page(TINY)],
    ['millions of tiny values to sort by', page('1', TINY)],
    ['millions of tiny values beside the records', `{"x":${TINY},${page('1').slice(1)}`],
    ['thousands of levels in a record', page(DEEP)],
    ['thousands of levels to sort by', page('1', DEEP)],
  ])('counts as unreachable with %s', async (_what, reply) => {
    window = () => reply;

    const reading = pda.readWindow(QUERY);

    await expect(reading).rejects.toMatchObject({ code: 'PDA_UNREACHABLE' });
  });

  it('is asked for fewer records at a time', async () => {
    window = (limit = 500) => (limit > 5 ? page(TINY) : page('"little"'));

    const { rows } = await pda.readWindow(QUERY);

    expect(rows.map(({ item }) => item.data)).toEqual(['little']);
  });

  it.each([
    ['thousands of levels', `{"additions":${DEEP}}`],
    ['more than such a list can be', ADDITIONS.padEnd(64 * 1024 + 1)],
  ])('counts as unreachable when it answers %s to the question what it speaks', async (_what, reply) => {
    capabilities = reply;

    const reading = pda.readWindow(QUERY);

    await expect(reading).rejects.toMatchObject({ code: 'PDA_UNREACHABLE' });
  });

  it.each([
    ['millions of tiny values are too large a bundle', TINY, 'BUNDLE_TOO_LARGE'],
    ['thousands of levels are no answer', DEEP, 'PDA_UNREACHABLE'],
  ])('where it is a plain one: %s', async (_what, data, code) => {
    capabilities = '{"additions":[]}';
    bundle = `{"all":[${record(data)}]}`;

    const reading = pda.readWindow(QUERY);

    await expect(reading).rejects.toMatchObject({ code });
  });

  it('may send large texts, and records of two hundred levels', async () => {
    const data = `${'['.repeat(200)}"${',[{'.repeat(1_000_000)}"${']'.repeat(200)}`;
    window = () => page(data);

    const { rows } = await pda.readWindow(QUERY);

    expect(JSON.stringify(rows[0]?.item.data)).toBe(data);
  });
});
