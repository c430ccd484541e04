import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { EngineClient } from '../../../local/http/engine-client.ts';

interface Exchange {
  readonly request: IncomingMessage;
  readonly body: string;
}

let server: Server;
let exchanges: Exchange[];
let answer: { status: number; body: string };

beforeAll(async () => {
  server = createServer(async (request, response) => {
    exchanges.push({ request, body: await text(request) });
    const token = JSON.stringify({ accessToken: 'token-1', userId: 'x' });
    const { status, body } = request.url === '/users/access_token' ? { status: 200, body: token } : answer;
    if (body === 'BREAK OFF') response.destroy();
    else response.writeHead(status, { 'Content-Type': 'application/json' }).end(body);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
});

beforeEach(() => {
  exchanges = [];
  answer = { status: 200, body: '{}' };
});

afterAll(() => {
  server.close();
});

function client(): EngineClient {
  const { port } = server.address() as AddressInfo;
  return new EngineClient({ url: `http://127.0.0.1:${port}`, pda: 'alice.localhost' });
}

describe('EngineClient', () => {
  it('names the PDA in the Host header and shows the token it was given', async () => {
    const alice = client();

    await alice.login('älice', 'pass word');
    await alice.get('/api/v2.6/data/sources');

    const [login, get] = exchanges.map(({ request }) => request.headers);
    expect(login).toMatchObject({ host: 'alice.localhost', username: '%C3%A4lice', password: 'pass%20word' });
    expect(get).toMatchObject({ host: 'alice.localhost', 'x-auth-token': 'token-1' });
  });

  it('sends JSON with its keys in their own order and reads the answer', async () => {
    answer = { status: 201, body: '[{"saved":"ü"}]' };

    const saved = await client().post('/api/v2.6/data/a/b', { z: 'ü', a: 1 });

    expect(saved).toEqual([{ saved: 'ü' }]);
    expect(exchanges[0]?.body).toBe('{"z":"ü","a":1}');
  });

  it('takes an empty answer for null', async () => {
    answer = { status: 204, body: '' };

    const nothing = await client().get('/quiet');

    expect(nothing).toBeNull();
  });

  it('gives a reply as its bytes', async () => {
    answer = { status: 200, body: '[{"ü":1}]' };

    const chunks: Uint8Array[] = [];
    for await (const chunk of client().stream('/large')) chunks.push(chunk);

    expect(Buffer.concat(chunks).toString()).toBe('[{"ü":1}]');
  });

  it('gives no byte of a reply that is a refusal', async () => {
    answer = { status: 403, body: '{"error":"Forbidden","message":"Access Denied"}' };

    const first = client().stream('/large').next();

    await expect(first).rejects.toMatchObject({ status: 403, cause: 'Access Denied' });
  });

  it.each([
    [
      { status: 400, body: '{"message":"Bad Request","cause":"too odd","details":["make it even"]}' },
      { status: 400, message: 'GET /x failed (400)', cause: 'too odd', remedy: 'make it even' },
    ],
    [
      { status: 400, body: '{"error":"Bad Request","message":{"obj":[]}}' },
      { status: 400, cause: 'the engine gave no reason' },
    ],
    [
      { status: 401, body: 'no JSON' },
      { status: 401, message: 'Could not sign in to alice.localhost' },
    ],
    [
      { status: 404, body: '{"error":"Not Found","message":"HAT unavailable"}' },
      { status: 404, message: 'Unknown PDA alice.localhost' },
    ],
    [
      { status: 200, body: '<html>' },
      { message: 'Could not read the answer', remedy: 'check --url' },
    ],
    [{ status: 200, body: 'BREAK OFF' }, { cause: 'the connection broke off' }],
  ])('fails with what to do when the answer is %j', async (given, expected) => {
    answer = given;

    const call = client().get('/x');

    await expect(call).rejects.toMatchObject({ name: 'EngineRequestFailed', ...expected });
  });
});
