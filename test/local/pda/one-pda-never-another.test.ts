import fc from 'fast-check';
import type { Hono } from 'hono';
import { decodeJwt, SignJWT } from 'jose';
import { startTestPda, type TestPda, type TestPerson } from '../../support/start-pda.ts';

const SECRET = 'the diary of alice';
const RUNS = 400;

/** Open to anybody: what they answer holds no data, and no token changes it. */
const OPEN = ['GET /publickey', 'GET /users/access_token', 'GET /api/v2.6/she/capabilities/openapi.json'];

interface Attempt {
  readonly route: string;
  /** A token that Alice did not issue. */
  readonly token: string;
  readonly host: string;
  readonly filling: string;
  readonly query: string;
  readonly body: string;
}

describe('no token of one PDA', () => {
  let pda: TestPda;
  let secretId: string;
  let tokens: readonly string[];

  const ask = async (person: TestPerson, route: string, body?: unknown) => {
    const reply = await pda.call<Record<string, string>>(route, {
      pda: person.pda,
      token: person.ownerToken,
      body,
    });
    return reply.body;
  };
  const routes = () => {
    const known = (pda.embedded.routes as Hono).routes.filter(({ method }) => method !== 'ALL');
    return [...new Set(known.map(({ method, path }) => `${method} ${path}`))];
  };

  beforeAll(async () => {
    pda = await startTestPda();
    for (const person of [pda.alice, pda.ben]) {
      const data = person === pda.alice ? SECRET : 'nothing of hers';
      const saved = await ask(person, 'POST /api/v2.6/data/diary/notes', { data });
      if (person === pda.alice) secretId = saved.recordId as string;
      const query = { endpoints: [{ endpoint: 'diary/notes' }] };
      await ask(person, 'POST /api/v2.6/data-bundle/diary', { [data]: query });
      await ask(person, 'POST /api/v2.6/combinator/diary', [{ endpoint: 'diary/notes' }]);
      const rolesGranted = [{ role: 'owner', detail: data }];
      await ask(person, 'PUT /api/v2.6/applications/diary', {
        version: '1.0.0',
        permissions: { rolesGranted },
      });
    }
    tokens = await tokensOfBen();
  }, 60_000);
  afterAll(() => pda.close());

  /** Of every kind, and those that he could make of them: with her name in it, or naming her key. */
  async function tokensOfBen(): Promise<readonly string[]> {
    const { ben } = pda;
    const [application, service] = await Promise.all([
      ask(ben, 'GET /api/v2.6/applications/diary/access-token'),
      ask(ben, 'GET /users/application_token?name=a&resource=alice.localhost'),
    ]);
    const issued = [
      ben.ownerToken,
      ben.engineToken,
      await pda.embedded.issuePlatformToken(ben.pda),
      application.accessToken as string,
      service.accessToken as string,
    ];
    const [kidOfAlice] = pda.alice.ownerToken.split('.');
    const renamed = issued.map((token) => [kidOfAlice, ...token.split('.').slice(1)].join('.'));
    return [...issued, ...renamed, await forged(), ...issued.map(withHerName)];
  }

  const withHerName = (token: string) => {
    const [header, , signature] = token.split('.');
    const claims = { ...decodeJwt(token), iss: 'alice.localhost', resource: 'alice.localhost' };
    return [header, Buffer.from(JSON.stringify(claims)).toString('base64url'), signature].join('.');
  };

  const forged = async () =>
    new SignJWT(decodeJwt(pda.alice.ownerToken))
      .setProtectedHeader({ alg: 'HS256' })
      .sign(new TextEncoder().encode(await pda.embedded.publicKey('alice.localhost')));

  const attempts = () =>
    fc.record<Attempt>({
      route: fc.constantFrom(...routes()),
      token: fc.constantFrom(...tokens),
      host: fc.constantFrom('alice.localhost', 'ben.localhost'),
      filling: fc.constantFrom(secretId, 'diary', 'notes', 'diary/notes', 'she', '%00'),
      query: fc.constantFrom(
        '',
        `?records=${secretId}`,
        `?X-Auth-Token=${pda.ben.ownerToken}`,
        '?take=9&skip=0',
      ),
      body: fc.constantFrom(...bodies().map((body) => JSON.stringify(body))),
    });

  const bodies = () => [
    { note: 'of ben' },
    [{ endpoint: 'diary/notes', recordId: secretId, data: 'overwritten' }],
    [
      {
        endpoint: 'diary/notes',
        data: 'new',
        links: [{ endpoint: 'diary/notes', recordId: secretId, data: 1 }],
      },
    ],
    { diary: { endpoints: [{ endpoint: 'diary/notes' }] } },
    [{ endpoint: 'diary/notes' }],
    { version: '1.0.0', permissions: { rolesGranted: [{ role: 'owner' }] } },
    { functionId: 'mood', bundle: { diary: { endpoints: [{ endpoint: 'diary/notes' }] } } },
    {
      ...{ functionId: 'mood', executionId: secretId, fence: 1, chain: ['mood'] },
      records: [{ id: secretId, endpoint: 'diary/notes', data: 'derived', linkedRecords: [secretId] }],
    },
  ];

  const make = async ({ route, token, host, filling, query, body }: Attempt) => {
    const [method = '', pattern = ''] = route.split(' ');
    const path = pattern.replace(/:\w+(\{[^}]*\})?/g, filling) + query;
    const headers = { host, 'x-auth-token': token, 'content-type': 'application/json' };
    const sent = ['GET', 'DELETE'].includes(method) ? undefined : body;
    const response = await pda.embedded.routes.request(path, { method, headers, body: sent ?? null });
    return { status: response.status, text: await response.text() };
  };

  /** What the route's pattern does not match. */
  const isNoRoute = (text: string) => text.includes('Handler Not Found');

  /** All that Alice can see of her PDA. */
  const stateOfAlice = () =>
    Promise.all(
      [
        'GET /api/v2.6/data/sources',
        'GET /api/v2.6/data/diary/notes',
        'GET /api/v2.6/data-bundle/diary',
        'GET /api/v2.6/data-bundle/diary/structure',
        'GET /api/v2.6/combinator/diary',
        'GET /api/v2.6/applications',
        'GET /publickey',
      ].map((route) => ask(pda.alice, route)),
    );

  it('reads or changes anything of another, on any route', async () => {
    const before = await stateOfAlice();
    const events = pda.events.filter((event) => event.pda === 'alice.localhost').length;

    const attack = fc.asyncProperty(attempts(), async (attempt) => {
      const { status, text } = await make(attempt);
      expect(text).not.toContain(SECRET);
      if (attempt.host === 'alice.localhost' && !OPEN.includes(attempt.route) && !isNoRoute(text))
        expect(status).toBe(401);
    });
    await fc.assert(attack, { numRuns: RUNS });

    expect(await stateOfAlice()).toEqual(before);
    expect(JSON.stringify(before)).toContain(SECRET);
    expect(pda.events.filter((event) => event.pda === 'alice.localhost')).toHaveLength(events);
  }, 60_000);

  it('has no route that the test above would not see', () => {
    const known = routes();

    expect(known.length).toBeGreaterThan(30);
    expect(known).toEqual(expect.arrayContaining([...OPEN, 'POST /api/v2.6/keys/rotate']));
  });
});
