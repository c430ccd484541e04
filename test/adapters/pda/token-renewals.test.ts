import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SignJWT } from 'jose';
import { EnvelopeTokenCipher } from '../../../adapters/crypto/envelope-token-cipher.ts';
import { DynamoPdaDirectory } from '../../../adapters/dynamodb/pda-directory.ts';
import { HttpPda } from '../../../adapters/pda/http-pda.ts';
import { isRenewal } from '../../../adapters/pda/token-renewals.ts';
import { type LocalDynamo, openLocalDynamo } from '../../support/local-aws.ts';

const PDA = 'asha.localhost';
const HOUR = 3_600;
const DAY = 24 * HOUR;
/** Seconds. */
const START = Date.parse('2026-01-01T00:00:00Z') / 1000;
const CLAIMS = { iss: PDA, application: 'she', exp: START + 30 * DAY };

type Claims = Readonly<Record<string, unknown>>;

/** A token that was issued so many seconds after the start. */
function tokenAt(iat: number | undefined, claims: Claims = {}): Promise<string> {
  const issued = iat === undefined ? {} : { iat: START + iat };
  return new SignJWT({ ...CLAIMS, ...issued, ...claims })
    .setProtectedHeader({ alg: 'HS256' })
    .sign(Buffer.alloc(32, 1));
}

const at = (seconds: number) => new Date((START + seconds) * 1000);

describe('isRenewal', () => {
  const judge = async (
    given: string,
    { held, now = 2 * DAY }: { readonly held?: string; readonly now?: number } = {},
  ) => isRenewal({ pda: PDA, url: '', token: held ?? (await tokenAt(0)) }, given, at(now));

  it('is the same token, issued now, once the one in use is older than a day', async () => {
    const now = DAY + 1;

    const [early, due] = [
      await judge(await tokenAt(now), { now: DAY }),
      await judge(await tokenAt(now), { now }),
    ];

    expect([early, due]).toEqual([false, true]);
  });

  it.each<[string, number | undefined, Claims]>([
    ['of another PDA', 2 * DAY, { iss: 'ben.localhost' }],
    ['of another application', 2 * DAY, { application: 'notables' }],
    ['of the owner', 2 * DAY, { application: undefined, accessScope: 'owner', resource: PDA }],
    ['that ends later', 2 * DAY, { exp: START + 31 * DAY }],
    ['that ends earlier', 2 * DAY, { exp: START + 29 * DAY }],
    ['that never ends', 2 * DAY, { exp: undefined }],
    ['that does not say when it was issued', undefined, {}],
    ['that was issued no later', 0, {}],
    ['that would be due again at once', DAY, {}],
    ['that would never be due again', 300 * DAY, {}],
    ['with claims that are none', 2 * DAY, { exp: 'never' }],
    ['that is too long to keep', 2 * DAY, { padding: 'x'.repeat(4_096) }],
  ])('is none %s', async (_what, iat, claims) => {
    const given = await tokenAt(iat, claims);

    const is = await judge(given);

    expect(is).toBe(false);
  });

  it.each(['', 'token', 'a.b.c', 'a.b.c, a.b.c', `${'a'.repeat(20)}.e30.\u00e9`])(
    'is none that is no token: %j',
    async (given) => {
      const is = await judge(given);

      expect(is).toBe(false);
    },
  );

  it.each(['secret', 'a.b.c'])('replaces no token of another kind: %s', async (held) => {
    const given = await tokenAt(2 * DAY);

    const is = await judge(given, { held });

    expect(is).toBe(false);
  });
});

describe('the token that the engine uses', () => {
  const QUERY = {
    ...{ pda: PDA, functionId: 'counter', bundle: { all: { endpoints: [{ endpoint: 'kitchen/drinks' }] } } },
    output: { namespace: 'counter', endpoint: 'counts', allowSubpaths: false },
  };
  const wrapped = { key: Buffer.alloc(32, 1), wrapped: 'AQ==' };
  /** What the executor may: unwrap keys. */
  const cipher = new EnvelopeTokenCipher({
    current: () => Promise.reject(new Error('no key may be made')),
    unwrap: async () => wrapped.key,
  });
  const operators = new EnvelopeTokenCipher({
    current: async () => wrapped,
    unwrap: async () => wrapped.key,
  });
  let dynamo: LocalDynamo;
  let server: Server;
  let url: string;
  let seconds: number;
  let used: (string | undefined)[];
  let answer: () => Promise<{ readonly status: number; readonly token?: string }>;
  let errors: unknown[];
  let pda: HttpPda;
  const directoryWith = (one: EnvelopeTokenCipher) =>
    new DynamoPdaDirectory(dynamo.client, {
      table: 'pdas',
      cipher: one,
      nearby: true,
      now: () => at(seconds),
    });

  beforeEach(async () => {
    [seconds, used, errors] = [0, [], []];
    answer = async () => ({ status: 200, token: await tokenAt(seconds) });
    server = createServer(async (request, response) => {
      used.push(request.headers['x-auth-token']?.toString());
      const { status, token } = await answer();
      response.writeHead(status, token === undefined ? {} : { 'x-auth-token': token });
      const isAsked = request.url === '/api/v2.6/she/capabilities';
      response.end(JSON.stringify(isAsked ? { additions: ['data-window/1', 'data-derived/1'] } : EMPTY));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    dynamo = await openLocalDynamo();
    await directoryWith(operators).put({ pda: PDA, url, token: await tokenAt(0) });
    const onError = (error: unknown) => void errors.push(error);
    pda = new HttpPda(directoryWith(cipher), { now: () => at(seconds), onError });
  });
  afterEach(async () => {
    server.closeAllConnections();
    server.close();
    await dynamo.close();
  });

  const EMPTY = { asOf: 'v1-0', rows: [] };
  const readAt = (time: number) => {
    seconds = time;
    return pda.readWindow(QUERY);
  };
  const stored = async () => (await directoryWith(cipher).find(PDA))?.token;

  it('is stored once a day, however many requests there are', async () => {
    await Promise.all([readAt(DAY + 1), readAt(DAY + 1), readAt(DAY + 1)]);
    await readAt(DAY + 2 * HOUR);
    await readAt(2 * DAY);

    const token = await stored();

    expect(token).toBe(await tokenAt(DAY + 1));
  });

  it('is renewed by a reply that refuses, too', async () => {
    answer = async () => ({ status: 403, token: await tokenAt(seconds) });

    const refused = readAt(2 * DAY);

    await expect(refused).rejects.toMatchObject({ code: 'PDA_REFUSED' });
    expect(await stored()).toBe(await tokenAt(2 * DAY));
  });

  it.each<[string, () => Promise<string | undefined>]>([
    ['rotated', async () => tokenAt(5)],
    ['removed', async () => undefined],
  ])('stays as the operator has left it, who %s it meanwhile', async (_what, tokenOf) => {
    const token = await tokenOf();
    answer = async () => {
      const register = directoryWith(operators);
      if (token === undefined) await register.remove(PDA);
      else await register.put({ pda: PDA, url, token });
      return { status: 200, token: await tokenAt(seconds) };
    };

    await readAt(2 * DAY);

    expect(await stored()).toBe(token);
    expect(errors).toEqual([]);
  });

  it('fails no run when it cannot be stored, which is told once an hour', async () => {
    const directory = directoryWith(cipher);
    const find = (name: string) => directory.find(name);
    const renew = () => Promise.reject(new Error('AccessDenied'));
    const onError = (error: unknown) => void errors.push(error);
    pda = new HttpPda({ find, renew }, { now: () => at(seconds), onError });

    const pages = [await readAt(2 * DAY), await readAt(2 * DAY + 60), await readAt(2 * DAY + HOUR)];

    expect(pages).toEqual([EMPTY, EMPTY, EMPTY]);
    expect(errors).toHaveLength(2);
  });
});
