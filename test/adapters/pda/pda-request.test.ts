import type { AddressInfo } from 'node:net';
import { createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { type PdaCall, requestPda } from '../../../adapters/pda/pda-request.ts';
import { type HttpServer, startHttpServer } from '../../support/http-server.ts';

const call = (url: string, changes: Partial<PdaCall> & { nearby?: boolean } = {}): PdaCall => {
  const { nearby = false, ...others } = changes;
  const access = { pda: 'asha.localhost', url, token: 'secret', nearby };
  return { access, method: 'GET', path: '/', timeoutMs: 2_000, ...others };
};

describe('requestPda', () => {
  let server: HttpServer;
  let elsewhere: HttpServer;

  beforeEach(async () => {
    server = await startHttpServer(() => ({ status: 200, body: '12345' }));
    elsewhere = await startHttpServer(() => ({ status: 200 }));
  });
  afterEach(() => Promise.all([server.close(), elsewhere.close()]));

  it.each(['GET', 'POST', 'PUT', 'DELETE'] as const)('sends %s with what belongs to it', async (method) => {
    const body = method === 'POST' || method === 'PUT' ? { a: 1 } : undefined;

    const reply = await requestPda(call(server.url, { method, body, path: '/api/v2.6/data?a=b' }));

    expect(reply).toEqual({ status: 200, text: '12345' });
    expect(server.requests).toMatchObject([
      { method, path: '/api/v2.6/data?a=b', body: body ? '{"a":1}' : '' },
    ]);
  });

  it('takes as long a reply as it is allowed, and no longer one', async () => {
    const replies = [5, 4].map((maxResponseBytes) => requestPda(call(server.url, { maxResponseBytes })));

    const outcomes = await Promise.allSettled(replies);

    expect(outcomes).toMatchObject([{ value: { text: '12345' } }, { reason: { code: 'PDA_UNREACHABLE' } }]);
  });

  it('takes a redirect for the answer, wherever it leads', async () => {
    const redirecting = await startHttpServer(() => ({ status: 302, headers: { location: server.url } }));

    const reply = await requestPda(call(redirecting.url));

    expect(reply.status).toBe(302);
    expect(server.requests).toEqual([]);
    await redirecting.close();
  });

  it.each(['//HOST/', 'http://HOST/', '\\\\HOST\\', '/\\HOST/'])(
    'sends no token to another address that a path names: %s',
    async (form) => {
      const path = form.replace('HOST', new URL(elsewhere.url).host);

      const sending = requestPda(call(server.url, { path }));

      await expect(sending).rejects.toMatchObject({ code: 'PDA_UNREACHABLE' });
      expect([server.requests, elsewhere.requests]).toEqual([[], []]);
    },
  );

  it.each(['http://0.0.0.0', 'http://[::ffff:127.0.0.1]', 'http://[::ffff:7f00:1]'])(
    'reaches this machine by no address that only leads there: %s',
    async (host) => {
      const sending = requestPda(call(`${host}:${new URL(server.url).port}`));

      await expect(sending).rejects.toMatchObject({ code: 'PDA_UNREACHABLE' });
      expect(server.requests).toEqual([]);
    },
  );
});

describe('requestPda over HTTPS', () => {
  let server: Server;
  let sockets: Socket[];
  let asked: string[];

  beforeEach(async () => {
    [sockets, asked] = [[], []];
    const refuse = (name: string, answer: (error: Error) => void) => {
      asked.push(name);
      answer(new Error('There is no certificate here.'));
    };
    server = createTlsServer({ SNICallback: refuse });
    server.on('connection', (socket: Socket) => sockets.push(socket));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterEach(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });

  const urlOf = (host: string) => `https://${host}:${(server.address() as AddressInfo).port}`;

  it.each(['localhost', '127.0.0.1'])('does not so much as connect to this machine: %s', async (host) => {
    const sending = requestPda(call(urlOf(host)));

    await expect(sending).rejects.toMatchObject({ code: 'PDA_UNREACHABLE' });
    expect(sockets).toEqual([]);
  });

  it('connects to it where PDAs may be nearby, and asks for the certificate of the address', async () => {
    const sending = requestPda(call(urlOf('localhost'), { nearby: true }));

    await expect(sending).rejects.toMatchObject({ code: 'PDA_UNREACHABLE' });
    expect(asked).toEqual(['localhost']);
  });

  it('gives up a connection on which nobody speaks', async () => {
    const silent = createServer((socket) => sockets.push(socket)).listen(0, '127.0.0.1');
    await new Promise((resolve) => silent.once('listening', resolve));
    const url = `https://127.0.0.1:${(silent.address() as AddressInfo).port}`;

    const sending = requestPda(call(url, { nearby: true, timeoutMs: 100 }));

    await expect(sending).rejects.toMatchObject({ code: 'PDA_UNREACHABLE' });
    silent.close();
  });
});
