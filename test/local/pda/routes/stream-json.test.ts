import { serve } from '@hono/node-server';
import { jest } from '@jest/globals';
import { Hono } from 'hono';
import type { RouteContext } from '../../../../local/pda/routes/access.ts';
import { jsonList, jsonLists, streamJson } from '../../../../local/pda/routes/stream-json.ts';

describe('a reply written as it is read', () => {
  let reported: string[];
  const parts = { newId: () => '7', report: (line: string) => void reported.push(line) };
  beforeEach(() => {
    reported = [];
  });

  /** Endless pages of a megabyte; counts how many were asked for, and whether somebody said that no more are needed. */
  function endlessPages() {
    const asked = { pages: 0, ended: false };
    async function* pages() {
      try {
        for (;;) {
          asked.pages += 1;
          yield ['x'.repeat(1024 * 1024)];
        }
      } finally {
        asked.ended = true;
      }
    }
    return { asked, pages: pages() };
  }
  const replyOf = async (pieces: AsyncGenerator<string>): Promise<Response> => {
    const routes = new Hono().get('/', (context) =>
      streamJson(parts, context as unknown as RouteContext, pieces),
    );
    return routes.request('/');
  };
  async function* pagesOf(...pages: unknown[][]) {
    yield* pages;
  }

  it.each([
    ['nothing', [], []],
    ['one page', [[1, 'a']], [1, 'a']],
    ['several, some of them empty', [[], [1], [], [{ a: null }], []], [1, { a: null }]],
  ])('makes one array of %s', async (_, pages, whole) => {
    const reply = await replyOf(jsonList(pagesOf(...pages)));

    expect([reply.status, await reply.json()]).toEqual([200, whole]);
  });

  it('makes one object of several lists', async () => {
    const reply = await replyOf(
      jsonLists([
        ['a "quoted" name', pagesOf([1], [2])],
        ['', pagesOf()],
      ]),
    );

    expect(await reply.json()).toEqual({ 'a "quoted" name': [1, 2], '': [] });
  });

  it('reads no page ahead of its reader, so that memory holds one however many there are', async () => {
    const { asked, pages } = endlessPages();
    const reply = await replyOf(jsonList(pages));
    const reader = (reply.body as ReadableStream<Uint8Array>).getReader();

    for (let read = 0; read < 100; read += 1) await reader.read();

    expect(asked.pages).toBe(100);
    await reader.cancel();
  });

  it('stops reading when its reader has gone', async () => {
    const { asked, pages } = endlessPages();
    const reply = await replyOf(jsonList(pages));
    const reader = (reply.body as ReadableStream<Uint8Array>).getReader();
    await reader.read();

    await reader.cancel();

    expect(asked).toEqual({ pages: 1, ended: true });
  });

  it('breaks the connection when a page cannot be read, and says nothing of what it holds', async () => {
    async function* failing() {
      yield ['x'.repeat(1024 * 1024)];
      throw new Error('a stored secret');
    }
    const server = await listening(jsonList(failing()));

    const reply = await fetch(server.url);
    const error = await reply.text().catch((reason: unknown) => reason);

    expect(reply.status).toBe(200);
    expect(error).toMatchObject({ message: 'terminated' });
    expect(reported).toEqual(['PDA reply cut off: incident 7, GET /, Error']);
    expect(server.printed).toEqual([]);
    server.close();
  });

  /** A real server; what it prints is kept. */
  async function listening(pieces: AsyncGenerator<string>) {
    const printed: string[] = [];
    const print = jest
      .spyOn(console, 'error')
      .mockImplementation((error) => void printed.push(String(error)));
    const routes = new Hono().get('/', (context) =>
      streamJson(parts, context as unknown as RouteContext, pieces),
    );
    const server = serve({ fetch: routes.fetch, port: 0, hostname: '127.0.0.1' });
    await new Promise((resolve) => server.once('listening', resolve));
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : 0;
    return {
      url: `http://127.0.0.1:${port}/`,
      printed,
      close: () => {
        print.mockRestore();
        server.close();
      },
    };
  }
});
