import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HttpPda } from '../../../adapters/pda/http-pda.ts';
import { requestPda } from '../../../adapters/pda/pda-request.ts';
import type { PdaDirectory } from '../../../core/ports.ts';

const OUTPUT = { namespace: 'counter', endpoint: 'counts', allowSubpaths: false };
const BUNDLE = { all: { endpoints: [{ endpoint: 'kitchen/drinks' }] } };
const QUERY = { pda: 'alice.localhost', functionId: 'counter', output: OUTPUT, bundle: BUNDLE };
const CAPABILITIES = '/api/v2.6/she/capabilities';
const ANNOUNCED = JSON.stringify({ additions: ['data-window/1', 'data-derived/1'] });
const EMPTY_PAGE = JSON.stringify({ asOf: 'v1-0', rows: [] });

function directoryTo(url: string): PdaDirectory {
  const access = { pda: 'alice.localhost', url, token: 'secret' };
  return { find: async () => access, put: async () => undefined, renew: async () => false };
}

/** What a PDA does that announces the additions, and then does something else. */
const announcing =
  (listener: RequestListener): RequestListener =>
  (request, response) => {
    if (request.url === CAPABILITIES) response.end(ANNOUNCED);
    else listener(request, response);
  };

describe('HttpPda against a PDA that misbehaves', () => {
  let server: Server;

  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  async function serve(listener: RequestListener): Promise<PdaDirectory> {
    server = createServer(listener);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return directoryTo(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  }

  const misbehaviour: [string, RequestListener][] = [
    ['fails', (_, response) => response.writeHead(503).end('{}')],
    ['asks for patience', (_, response) => response.writeHead(429).end()],
    ['hangs up', (request) => request.socket.destroy()],
    [
      'stops half way',
      (_, response) =>
        response.writeHead(200, { 'content-length': 9 }).write('{"as', () => response.destroy()),
    ],
    ['sends no JSON', (_, response) => response.end('<html>')],
    ['sends something else', (_, response) => response.end('{"rows":[]}')],
    ['sends too much', (_, response) => response.end(Buffer.alloc(16 * 1024 * 1024 + 1, ' '))],
    ['never answers', () => undefined],
  ];
  const unreachable = { code: 'PDA_UNREACHABLE', message: 'PDA_UNREACHABLE' };

  it.each(misbehaviour)('counts as unreachable one that %s', async (_, listener) => {
    const directory = await serve(announcing(listener));

    const read = new HttpPda(directory, { timeoutMs: 500 }).readWindow(QUERY);

    await expect(read).rejects.toMatchObject(unreachable);
  });

  it.each(misbehaviour)(
    'takes for no plain PDA one that %s when asked what it speaks',
    async (_, listener) => {
      const directory = await serve(listener);

      const known = new HttpPda(directory, { timeoutMs: 500 }).hasRecord(QUERY.pda, 'any');

      await expect(known).rejects.toMatchObject(unreachable);
    },
  );

  it.each([302, 400, 401, 403, 404])('counts %d as refused', async (status) => {
    const refusing: RequestListener = (_, response) =>
      response.writeHead(status, { location: '/elsewhere' }).end();
    const directory = await serve(announcing(refusing));

    const read = new HttpPda(directory).readWindow(QUERY);

    await expect(read).rejects.toMatchObject({ code: 'PDA_REFUSED' });
  });

  it('does not blame the PDA for a body that cannot be sent', async () => {
    const access = { pda: 'alice.localhost', url: 'http://127.0.0.1' };

    const sending = requestPda({ access, method: 'POST', path: '/', body: { large: 1n }, timeoutMs: 500 });

    await expect(sending).rejects.toThrow(TypeError);
  });

  it('counts as unreachable one that is not there', async () => {
    const directory = await serve(() => undefined);
    server.close();

    const read = new HttpPda(directory).readWindow(QUERY);

    await expect(read).rejects.toMatchObject({ code: 'PDA_UNREACHABLE' });
  });

  it('names the PDA in the Host header and shows its token', async () => {
    const heard: (string | string[] | undefined)[] = [];
    const directory = await serve(
      announcing(({ headers }, response) => {
        heard.push(headers.host, headers['x-auth-token']);
        response.end(EMPTY_PAGE);
      }),
    );

    await new HttpPda(directory).readWindow(QUERY);

    expect(heard).toEqual(['alice.localhost', 'secret']);
  });

  it('asks again on a new connection when the idle one was closed under it', async () => {
    const sockets = new Set<unknown>();
    const directory = await serve(
      announcing((request, response) => {
        const reused = sockets.has(request.socket);
        sockets.add(request.socket);
        if (reused) request.socket.resetAndDestroy();
        else response.end(EMPTY_PAGE);
      }),
    );
    const pda = new HttpPda(directory);
    await pda.readWindow(QUERY);

    const again = await pda.readWindow(QUERY);

    expect(again.rows).toEqual([]);
    expect(sockets.size).toBe(2);
  });
});
