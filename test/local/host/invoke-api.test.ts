import { request } from 'node:http';
import { ACCESS_KEY_ID } from '../../../local/http/own-requests.ts';
import { detectSeal } from '../../../local/sandbox/detect-seal.ts';
import { eventually } from './processes.ts';
import { nodeFunction, startTestHost, type TestHost } from './sealed-host.ts';

let host: TestHost;

beforeAll(async () => {
  const echo = `export const handler = async (event) => { console.log('ran', event.mark); return event; };`;
  host = await startTestHost(await detectSeal(), [
    await nodeFunction('isolated', echo),
    await nodeFunction('shared', echo, { tenantIsolated: false }),
    await nodeFunction('java', echo, { runtime: 'java21' }),
  ]);
});
afterAll(() => host?.close());

const signedWith = (id: string) => `AWS4-HMAC-SHA256 Credential=${id}/20260101/local/lambda/aws4_request`;

/** Status of a bare request, as a web page's script or another program could send it. */
function statusOf(headers: Readonly<Record<string, string>>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const url = `${host.host.url}/2015-03-31/functions/isolated/invocations?Qualifier=1`;
    const outgoing = request(url, {
      method: 'POST',
      headers: { 'x-amz-tenant-id': 'alice', authorization: signedWith(ACCESS_KEY_ID), ...headers },
    });
    outgoing.on('response', (incoming) => {
      incoming.resume();
      resolve(incoming.statusCode);
    });
    outgoing.on('error', reject);
    outgoing.end('{}');
  });
}

describe('an invocation is refused', () => {
  it.each([
    ['of an unknown function', 'nobody', {}, 'ResourceNotFoundException', 404],
    ['of an unknown version', 'isolated', { Qualifier: '2' }, 'ResourceNotFoundException', 404],
    ['without a version', 'isolated', { Qualifier: undefined }, 'ResourceNotFoundException', 404],
    ['without a tenant', 'isolated', { TenantId: undefined }, 'InvalidParameterValueException', 400],
    ['with a tenant it cannot have', 'shared', {}, 'InvalidParameterValueException', 400],
    ['with a payload that is no JSON', 'isolated', { Payload: '{' }, 'InvalidRequestContentException', 400],
    ['for a runtime that is not here', 'java', {}, 'InvalidRuntimeException', 502],
  ])('%s', async (_, name, input, type, status) => {
    const invocation = host.invoke(name, input);

    await expect(invocation).rejects.toMatchObject({ name: type, $metadata: { httpStatusCode: status } });
  });

  it('with a payload of more than 6 MB', async () => {
    const Payload = JSON.stringify('x'.repeat(6_291_456));

    const invocation = host.invoke('isolated', { Payload });

    await expect(invocation).rejects.toMatchObject({ name: 'RequestTooLargeException' });
  });
});

it('carries a payload of 6 MB there and back', async () => {
  const text = 'x'.repeat(6_291_454);

  const reply = await host.invoke('isolated', { Payload: JSON.stringify(text) });

  expect(reply.payload).toBe(text);
});

it('gives a function that is not isolated no tenant', async () => {
  const input = { TenantId: undefined, event: { a: 1 } };

  const reply = await host.invoke('shared', input);

  expect(reply).toMatchObject({ payload: { a: 1 }, error: undefined });
});

it('only looks at a dry run', async () => {
  const input = { InvocationType: 'DryRun', event: { mark: 'dry' } } as const;

  const reply = await host.invoke('isolated', input);
  await host.invoke('isolated', { event: { mark: 'after dry' } });

  await eventually(() => host.lines.some(({ text }) => text === 'ran after dry'));
  expect(reply).toMatchObject({ status: 204, payload: undefined });
  expect(host.lines).not.toContainEqual(expect.objectContaining({ text: 'ran dry' }));
});

it('runs an event without letting the sender wait', async () => {
  const input = { InvocationType: 'Event', event: { mark: 'event' } } as const;

  const reply = await host.invoke('isolated', input);

  expect(reply).toMatchObject({ status: 202, payload: undefined });
  await eventually(() => host.lines.some(({ text }) => text === 'ran event'));
});

it('answers this process', async () => {
  const headers = { host: 'localhost:1' };

  const status = await statusOf(headers);

  expect(status).toBe(200);
});

it.each([
  ['a web page', { origin: 'https://example.org' }],
  ['a sandboxed web page', { origin: 'null' }],
  ['a program without the key', { authorization: '' }],
  ['a program with another key', { authorization: signedWith('local') }],
  ['a name that was pointed at this machine', { host: 'rebound.example.org' }],
])('refuses requests of %s', async (_, headers) => {
  const status = await statusOf(headers);

  expect(status).toBe(403);
});
