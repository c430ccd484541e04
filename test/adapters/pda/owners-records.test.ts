import { HttpOwnersRecords } from '../../../adapters/pda/owners-records.ts';
import { later, NOW, PDA } from '../../support/builders.ts';
import {
  type HttpAnswer,
  type HttpRequest,
  type HttpServer,
  startHttpServer,
} from '../../support/http-server.ts';

const PAGE = { skip: 200, take: 100, deadline: later(25) };
const place = { pda: PDA, token: "owner's", endpoint: 'coach/insights/hydration', newestBy: 'at.day' };

describe('HttpOwnersRecords', () => {
  let server: HttpServer;
  let answer: HttpAnswer | undefined;
  let answerOf: (request: HttpRequest) => HttpAnswer | undefined;
  const page = (change: object = {}) => {
    const find = async (pda: string) =>
      pda === PDA ? { pda, url: server.url, token: "engine's" } : undefined;
    return new HttpOwnersRecords({ find }, () => NOW).page({ ...place, ...PAGE, ...change });
  };

  beforeAll(async () => {
    server = await startHttpServer((request) => answerOf(request));
  });
  beforeEach(() => {
    answerOf = () => answer;
  });
  afterAll(() => server.close());

  it("reads as the owner does: by a route of v2.6, with the owner's token and none of the engine's", async () => {
    answer = { status: 200, body: JSON.stringify([{ recordId: 'r-1', endpoint: 'x/y', data: { ml: 1 } }]) };

    const read = await page();

    expect(read).toEqual({ records: [{ recordId: 'r-1', data: { ml: 1 } }], passed: 1, last: true });
    expect(server.requests.at(-1)).toMatchObject({
      method: 'GET',
      path: '/api/v2.6/data/coach/insights/hydration?orderBy=at.day&ordering=descending&skip=200&take=100',
      headers: { host: PDA, 'x-auth-token': "owner's" },
    });
    expect(JSON.stringify(server.requests)).not.toContain("engine's");
  });

  it('sends a path of data as it is', async () => {
    answer = { status: 200, body: '[]' };

    await page({ newestBy: 'counters.twitter/tweets&take=9' });

    const { searchParams } = new URL(server.requests.at(-1)?.path ?? '', server.url);
    expect(searchParams.get('orderBy')).toBe('counters.twitter/tweets&take=9');
  });

  it.each([400, 401, 403, 404])('says that the PDA refuses when it answers %d', async (status) => {
    answer = { status, body: '{}' };

    const read = page();

    await expect(read).rejects.toMatchObject({ code: 'PDA_REFUSED' });
  });

  it.each<[string, HttpAnswer]>([
    ['an error of its own', { status: 500, body: '{}' }],
    ['that it is asked too often', { status: 429, body: '{}' }],
    ['that it is elsewhere', { status: 302, headers: { location: 'http://127.0.0.1:1/' } }],
    ['no JSON', { status: 200, body: '<html>SECRET' }],
    ['no list', { status: 200, body: '{"data":1}' }],
    ['a record without an id', { status: 200, body: '[{"data":1}]' }],
  ])('says that it does not answer as a PDA does: %s', async (_what, reply) => {
    answer = reply;

    const read = page();

    await expect(read).rejects.toMatchObject({ code: 'PDA_UNREACHABLE', message: 'PDA_UNREACHABLE' });
  });

  describe('of a PDA with large records', () => {
    const sizes: number[] = [];
    const largeAt = (bytes: number) => (request: { path: string }) => {
      const { searchParams } = new URL(request.path, server.url);
      const take = Number(searchParams.get('take'));
      sizes.push(take);
      const records = Array.from({ length: take }, (_, index) => {
        return { recordId: `r-${index}`, data: 'x'.repeat(bytes) };
      });
      return { status: 200, body: JSON.stringify(records) };
    };

    beforeEach(() => sizes.splice(0));

    it('reads fewer at a time, until they fit two megabytes', async () => {
      answerOf = largeAt(300_000);

      const { records, passed, last } = await page({ take: 200 });

      expect(sizes).toEqual([200, 34, 6]);
      expect([records.length, passed, last]).toEqual([6, 6, false]);
    });

    it('passes over one that does not fit by itself', async () => {
      answerOf = largeAt(2_100_000);

      const read = await page({ take: 200 });

      expect(sizes).toEqual([200, 34, 6, 1]);
      expect(read).toEqual({ records: [], passed: 1, last: false });
    });

    it('takes millions of tiny values for large, too', async () => {
      answerOf = (request) => {
        const { body } = largeAt(0)(request);
        return { status: 200, body: sizes.at(-1) === 1 ? body : `[${'1,'.repeat(600_000)}1]` };
      };

      const { passed } = await page({ take: 200 });

      expect([sizes, passed]).toEqual([[200, 34, 6, 1], 1]);
    });
  });

  it('asks nobody when the time is over', async () => {
    const before = server.requests.length;

    const read = page({ deadline: NOW });

    await expect(read).rejects.toMatchObject({ code: 'PDA_UNREACHABLE' });
    expect(server.requests).toHaveLength(before);
  });

  it('talks to no PDA that is not registered', async () => {
    const read = page({ pda: 'ben.localhost' });

    await expect(read).rejects.toMatchObject({ code: 'PDA_REFUSED' });
  });
});
