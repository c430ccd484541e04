import { HttpPda } from '../../../adapters/pda/http-pda.ts';
import type { PdaDirectory } from '../../../core/ports.ts';
import { later, NOW } from '../../support/builders.ts';
import { type HttpAnswer, type HttpServer, startHttpServer } from '../../support/http-server.ts';

const ADDITIONS = ['data-window/1', 'data-derived/1', 'telepathy/3'];

const MISSING = { status: 404, body: '{"error":"Handler Not Found"}' };

describe('what a PDA speaks', () => {
  let server: HttpServer;
  let announced: HttpAnswer;
  let window: HttpAnswer;
  let now = NOW;
  let pda: HttpPda;

  beforeEach(async () => {
    now = NOW;
    announced = { status: 200, body: JSON.stringify({ additions: ADDITIONS }) };
    window = { status: 200, body: JSON.stringify({ asOf: 'v1-0', rows: [] }) };
    server = await startHttpServer(({ path }) => {
      if (path.endsWith('/capabilities')) return announced;
      return path.endsWith('/data-window') ? window : { status: 200, body: '{}' };
    });
    const access = { pda: 'alice.localhost', url: server.url, token: 't' };
    const directory = { find: async () => access } as unknown as PdaDirectory;
    pda = new HttpPda(directory, { now: () => now });
  });
  afterEach(() => server.close());

  const read = (change: object = {}) =>
    pda.readWindow({
      ...{ pda: 'alice.localhost', functionId: 'coach', ...change },
      output: { namespace: 'coach', endpoint: 'advice', allowSubpaths: false },
      bundle: { all: { endpoints: [{ endpoint: 'plug/rides' }] } },
    });
  const asked = () => server.requests.map(({ path }) => path.split('/').at(-1));

  it('is asked once in ten minutes, however many ask at the same time', async () => {
    await Promise.all([read(), read()]);
    now = later(599);
    await read();
    const before = asked().filter((path) => path === 'capabilities').length;

    now = later(600);
    await read();

    const after = asked().filter((path) => path === 'capabilities').length;
    expect([before, after]).toEqual([1, 2]);
  });

  it.each([
    ['has no such route', MISSING],
    ['has only some of what the engine needs', { status: 200, body: '{"additions":["data-window/1"]}' }],
    ['has them in another form', { status: 200, body: '{"additions":["data-window/2","data-derived/1"]}' }],
  ])('is plain v2.6 where it %s', async (_what, answer) => {
    announced = answer;

    const page = await read();

    expect(page).toEqual({ asOf: 'p1-1-end', rows: [] });
    expect(asked()).toEqual(['capabilities', 'she-coach', 'she-coach']);
  });

  it.each([
    [401, '{}'],
    [403, '{}'],
    [404, '{"error":"Not Found","message":"HAT unavailable"}'],
  ])('stays unknown to whom it refuses with %d %s', async (status, body) => {
    announced = { status, body };

    const reading = read();

    await expect(reading).rejects.toMatchObject({ code: 'PDA_REFUSED' });
  });

  it.each([
    ['a page', '<html>404 page not found</html>'],
    ['nothing', ''],
    ['JSON of its own', '{"error":"Not Found","message":"no backend"}'],
  ])('stays unknown where something in front of it answers 404 with %s', async (_what, body) => {
    announced = { status: 404, body };

    const reading = read();

    await expect(reading).rejects.toMatchObject({ code: 'PDA_UNREACHABLE' });
    expect(asked()).toEqual(['capabilities']);
  });

  it('is asked again after a minute where it is plain', async () => {
    announced = MISSING;
    await read();
    announced = { status: 200, body: JSON.stringify({ additions: ADDITIONS }) };
    now = later(59);
    const stillPlain = await read();

    now = later(60);
    const page = await read();

    expect([stillPlain.asOf, page.asOf]).toEqual(['p1-1-end', 'v1-0']);
  });

  it.each([
    ['refused what it had announced', 0],
    ['was not asked for long', 86_400],
  ])(
    'is out of reach for ten minutes, and plain then, when it %s and has it no more',
    async (_why, passed) => {
      window = MISSING;
      await read().catch(() => undefined);
      announced = MISSING;
      const reads = [passed, passed + 599, passed + 600].map((seconds) => async () => {
        now = later(seconds);
        return read().then(
          ({ asOf }) => asOf,
          ({ code }) => code,
        );
      });

      const answers: unknown[] = [];
      for (const readThen of reads) answers.push(await readThen());

      expect(answers).toEqual(['PDA_UNREACHABLE', 'PDA_UNREACHABLE', 'p1-1-end']);
    },
  );

  it('is trusted again at once when it announces its additions again', async () => {
    window = MISSING;
    await read().catch(() => undefined);
    const before = announced;
    announced = MISSING;
    await read().catch(() => undefined);
    announced = before;
    window = { status: 200, body: JSON.stringify({ asOf: 'v1-0', rows: [] }) };

    const page = await read();

    expect(page.asOf).toBe('v1-0');
  });

  it('is asked for a window from the beginning by the cursor of a plain PDA', async () => {
    await read({ after: 'p1-3-end', until: 'p1-4-end' });

    const { body = '' } = server.requests.at(-1) ?? {};
    expect(JSON.parse(body)).toEqual({
      functionId: 'coach',
      bundle: { all: { endpoints: [{ endpoint: 'plug/rides' }] } },
    });
  });

  it('says that the window is a new one where the old one was that of a plain PDA', async () => {
    const pages = [await read({ until: 'p1-4-end' }), await read({ until: 'v1-4' }), await read()];

    expect(pages.map(({ anew }) => anew)).toEqual([true, undefined, undefined]);
  });
});
