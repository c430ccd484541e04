import { decodeJwt, importSPKI, jwtVerify } from 'jose';
import { PDA_NOW, startTestPda, type TestPda } from '../../../support/start-pda.ts';

const MB = 1024 * 1024;

describe('the HAT v2.6 API', () => {
  let pda: TestPda;
  let now = PDA_NOW;
  let owner: { pda: string; token: string };
  let engine: { pda: string; token: string };
  let places = 0;
  let place: string;

  beforeAll(async () => {
    pda = await startTestPda({ now: () => now });
    owner = { pda: pda.alice.pda, token: pda.alice.ownerToken };
    engine = { pda: pda.alice.pda, token: pda.alice.engineToken };
  }, 60_000);
  beforeEach(() => {
    places += 1;
    place = `/api/v2.6/data/test/place-${places}`;
    now = new Date(now.getTime() + 60_000);
  });
  afterAll(() => pda.close());

  const unique = (value: unknown) => ({ place, value });

  describe('login', () => {
    const login = (headers: Record<string, string>) =>
      pda.call('GET /users/access_token', { pda: 'alice.localhost', headers });
    const password = () => encodeURIComponent(pda.alice.password);

    it('answers with a token that the public key verifies', async () => {
      const reply = await login({ username: 'alice', password: password() });
      const key = await pda.call('GET /publickey', { pda: 'alice.localhost' });

      const verified = await jwtVerify(reply.body.accessToken, await importSPKI(key.body, 'RS256'), {
        currentDate: now,
      });

      expect(reply.status).toBe(200);
      expect(reply.body.userId).toMatch(/^[0-9a-f-]{36}$/);
      expect(reply.headers['x-auth-token']).toBe(reply.body.accessToken);
      expect(verified.payload).toMatchObject({ iss: 'alice.localhost', accessScope: 'owner' });
    });

    it('asks for credentials when they are missing', async () => {
      const reply = await login({ username: 'alice' });

      expect([reply.status, reply.body]).toEqual([
        401,
        { message: 'Credentials required', cause: 'No username or password provided to retrieve token' },
      ]);
    });

    it.each([
      ['alice', 'wrong'],
      ['ben', 'the%20password%20of%20alice.localhost'],
    ])('refuses %s with %s', async (username, wrong) => {
      const reply = await login({ username, password: wrong });

      expect([reply.status, reply.body]).toEqual([
        401,
        {
          error: 'Not Authenticated',
          message: 'Not Authenticated',
          cause: 'Wrong username or password for alice.localhost.',
          details: ['Check both, and which PDA the address names.'],
        },
      ]);
    });

    it('slows down who tries too often', async () => {
      for (let tried = 0; tried < 10; tried += 1) await login({ username: 'alice' });

      const reply = await login({ username: 'alice', password: password() });

      expect([reply.status, reply.body]).toEqual([
        400,
        {
          message: 'Request rate exceeded',
          cause: 'Rate of requests from your IP exceeded',
          details: ['Request to /users/access_token'],
        },
      ]);
    });
  });

  describe('guards', () => {
    it('knows no PDA but its own', async () => {
      const reply = await pda.call(`GET ${place}`, { ...owner, pda: 'nobody.localhost' });

      expect([reply.status, reply.body]).toEqual([
        404,
        {
          error: 'Not Found',
          message: 'HAT unavailable',
          cause: 'There is no PDA named nobody.localhost here.',
          details: ['Address a PDA by its name, such as alice.localhost.'],
        },
      ]);
    });

    it('finds the PDA in a Host header with port and capitals', async () => {
      const reply = await pda.call('GET /users/access_token/validate', {
        ...owner,
        pda: 'Alice.localhost:4000',
      });

      expect([reply.status, reply.body]).toEqual([200, { message: 'Authenticated' }]);
    });

    it('refuses a missing token', async () => {
      const reply = await pda.call(`GET ${place}`, { pda: 'alice.localhost' });

      expect([reply.status, reply.body]).toEqual([
        401,
        {
          error: 'Not Authenticated',
          message: 'Not Authenticated',
          cause: 'X-Auth-Token is missing, has expired, or is no token of this PDA.',
          details: [expect.stringContaining('Log in again')],
        },
      ]);
    });

    it("refuses another PDA's token and says why", async () => {
      const reply = await pda.call(`GET ${place}`, { ...owner, token: pda.ben.ownerToken });

      expect(reply.status).toBe(401);
      expect(reply.body.cause).toBe('X-Auth-Token was issued by another PDA than alice.localhost.');
    });

    it('hands the owner a refreshed token that ends when the first one did', async () => {
      const reply = await pda.call(`GET ${place}`, owner);

      const [refreshed, first] = [String(reply.headers['x-auth-token']), owner.token].map((token) =>
        decodeJwt(token),
      );
      expect(refreshed).toEqual({ ...first, iat: Math.floor(now.getTime() / 1000) });
    });

    it.each(['GET /api/v2.6/data/a/b', 'POST /api/v2.6/data/a/b', 'POST /api/v2.6/data-batch'])(
      'keeps the engine from %s',
      async (route) => {
        const reply = await pda.call(route, engine);

        expect([reply.status, reply.body]).toEqual([403, { error: 'Forbidden', message: 'Access Denied' }]);
      },
    );

    it.each(['POST /api/v2.6/data-window', 'POST /api/v2.6/data-derived'])(
      'keeps the owner from %s',
      async (route) => {
        const reply = await pda.call(route, owner);

        expect(reply.status).toBe(403);
      },
    );

    it('names the handler that does not exist', async () => {
      const reply = await pda.call('GET /x', owner);

      expect([reply.status, reply.body]).toEqual([
        404,
        { error: 'Handler Not Found', message: 'Request handler at GET:/x does not exist' },
      ]);
    });
  });

  describe('data', () => {
    it('saves one value as one record', async () => {
      const reply = await pda.call(`POST ${place}`, { ...owner, body: unique(1) });

      expect(reply.status).toBe(201);
      expect(reply.body).toEqual({
        endpoint: place.replace('/api/v2.6/data/', ''),
        recordId: expect.any(String),
        data: unique(1),
        links: [],
      });
    });

    it('saves to an endpoint of several parts', async () => {
      const reply = await pda.call(`POST ${place}/deeper/still`, { ...owner, body: unique(1) });

      expect(reply.body.endpoint).toBe(`${place.replace('/api/v2.6/data/', '')}/deeper/still`);
    });

    it.each(['?', '?skipErrors=true'])('refuses a duplicate value, also with "%s"', async (query) => {
      await pda.call(`POST ${place}`, { ...owner, body: unique(1) });

      const reply = await pda.call(`POST ${place}${query}`, { ...owner, body: unique(1) });

      expect([reply.status, reply.body]).toEqual([
        400,
        { message: 'Bad Request', cause: 'Duplicate data - Duplicate data' },
      ]);
    });

    it('leaves duplicates out of an array when asked to', async () => {
      await pda.call(`POST ${place}`, { ...owner, body: [unique(1)] });

      const some = await pda.call(`POST ${place}?skipErrors=true`, {
        ...owner,
        body: [unique(1), unique(2)],
      });
      const none = await pda.call(`POST ${place}?skipErrors=true`, {
        ...owner,
        body: [unique(1), unique(2)],
      });

      expect(some.body.map(({ data }: { data: unknown }) => data)).toEqual([unique(2)]);
      expect([none.status, none.body]).toEqual([201, []]);
    });

    it('reads records in the order and the part asked for', async () => {
      const body = [3, 1, 2].map((km) => ({ ...unique(0), km }));
      await pda.call(`POST ${place}`, { ...owner, body });

      const kilometres = async (query: string) => {
        const reply = await pda.call(`GET ${place}${query}`, owner);
        return reply.body.map(({ data }: { data: { km: number } }) => data.km);
      };

      expect(await kilometres('')).toEqual([3, 1, 2]);
      expect(await kilometres('?orderBy=km&ordering=descending')).toEqual([3, 2, 1]);
      expect(await kilometres('?orderBy=km&skip=1&take=1')).toEqual([2]);
    });

    it('reads an endpoint it never heard of as empty', async () => {
      const reply = await pda.call(`GET ${place}`, owner);

      expect([reply.status, reply.body]).toEqual([200, []]);
    });

    it.each(['take=-1', 'skip=x'])('refuses %s', async (query) => {
      const reply = await pda.call(`GET ${place}?${query}`, owner);

      expect(reply.status).toBe(400);
      expect(reply.body.message).toContain('must be a whole number from 0');
    });

    it('refuses an endpoint with other characters', async () => {
      const reply = await pda.call('POST /api/v2.6/data/test/Nope_', { ...owner, body: 1 });

      expect(reply.status).toBe(400);
      expect(reply.body.message).toContain('Endpoint invalid');
    });

    it('says where JSON is malformed', async () => {
      const reply = await pda.call(`POST ${place}`, { ...owner, body: '{\n  "a": 1,\n  b: 2\n}' });

      expect([reply.status, reply.body]).toEqual([
        400,
        { error: 'Bad Request', message: 'Malformed JSON: unexpected character at line 3, column 3' },
      ]);
    });

    it('refuses JSON nested without measure', async () => {
      const reply = await pda.call(`POST ${place}`, {
        ...owner,
        body: `${'['.repeat(5000)}${']'.repeat(5000)}`,
      });

      expect(reply.status).toBe(400);
      expect(reply.body.message).toContain('nested');
    });

    it('takes a body of 6 MB and refuses one byte more', async () => {
      const text = (bytes: number) => JSON.stringify(place.padEnd(bytes - 2, 'x'));

      const fits = await pda.call(`POST ${place}`, { ...owner, body: text(6 * MB) });
      const tooLarge = await pda.call(`POST ${place}`, { ...owner, body: text(6 * MB + 1) });

      expect(fits.status).toBe(201);
      expect([tooLarge.status, Object.keys(tooLarge.body)]).toEqual([413, ['message', 'cause', 'details']]);
    });
  });

  describe('data-batch', () => {
    const batch = (value: number) => [
      {
        endpoint: `test/place-${places}`,
        data: unique(value),
        links: [{ endpoint: 'test/linked', data: unique(-value) }],
      },
    ];

    it('saves records of any place with their links', async () => {
      const reply = await pda.call('POST /api/v2.6/data-batch', { ...owner, body: batch(1) });

      expect(reply.status).toBe(201);
      expect(reply.body).toMatchObject(batch(1));
      expect(reply.body[0].links[0].recordId).toEqual(expect.any(String));
    });

    it('refuses a batch with a duplicate in its links', async () => {
      await pda.call('POST /api/v2.6/data/test/linked', { ...owner, body: unique(-1) });

      const reply = await pda.call('POST /api/v2.6/data-batch', { ...owner, body: batch(1) });

      expect([reply.status, reply.body]).toEqual([
        400,
        { message: 'Bad Request', cause: 'Could not insert data - Duplicate data' },
      ]);
    });

    it('names every place of a body that is no batch', async () => {
      const reply = await pda.call('POST /api/v2.6/data-batch', {
        ...owner,
        body: [{ endpoint: 'NO', data: 1 }, {}],
      });

      expect(reply.status).toBe(400);
      expect(reply.body.message).toMatch(/0\.endpoint: Endpoint invalid.*; 1\.endpoint:/);
    });
  });

  describe('data-record', () => {
    it('is shown to owner and engine', async () => {
      const { body } = await pda.call(`POST ${place}`, { ...owner, body: unique(1) });

      const replies = await Promise.all(
        [owner, engine].map((caller) => pda.call(`GET /api/v2.6/data-record/${body.recordId}`, caller)),
      );

      const { endpoint, recordId, data } = body;
      expect(replies.map((reply) => reply.body)).toEqual([
        { endpoint, recordId, data },
        { endpoint, recordId, data },
      ]);
    });

    it("is missing when it is another person's", async () => {
      const { body } = await pda.call(`POST ${place}`, { ...owner, body: unique(1) });
      const ben = { pda: pda.ben.pda, token: pda.ben.ownerToken };

      const reply = await pda.call(`GET /api/v2.6/data-record/${body.recordId}`, ben);

      expect([reply.status, reply.body.message]).toEqual([400, 'Data Missing']);
    });
  });

  describe('data-window', () => {
    const window = (body: object) => pda.call('POST /api/v2.6/data-window', { ...engine, body });

    it('says which value a filter could not read', async () => {
      await pda.call(`POST ${place}`, { ...owner, body: { ...unique(1), at: 'tea time' } });
      const filters = [
        {
          field: 'at',
          transformation: { transformation: 'datetimeExtract', part: 'hour' },
          operator: { operator: 'in', value: [5] },
        },
      ];
      const bundle = { meals: { endpoints: [{ endpoint: `test/place-${places}`, filters }] } };

      const reply = await window({ functionId: 'counter', bundle });

      expect([reply.status, reply.body.message]).toEqual([400, 'Bundle Evaluation Failed']);
      expect(reply.body.cause).toContain('property "meals", field "at"');
      expect(reply.body.cause).not.toContain('tea time');
    });

    it('refuses a cursor that is not its own', async () => {
      const reply = await window({ functionId: 'counter', bundle: {}, after: 'yesterday' });

      expect([reply.status, reply.body.message]).toEqual([400, 'after: is no cursor of this PDA']);
    });
  });
});

describe('a PDA whose database is gone', () => {
  const lines: string[] = [];
  let pda: TestPda;

  beforeAll(async () => {
    pda = await startTestPda({ report: (line) => lines.push(line) });
  }, 60_000);
  afterAll(() => pda.close());

  it('tells the operator what went wrong, and the caller only its number', async () => {
    await pda.embedded.close();

    const reply = await pda.call('GET /api/v2.6/data/a/b', {
      pda: pda.alice.pda,
      token: pda.alice.ownerToken,
    });

    expect(reply.status).toBe(500);
    expect(reply.body.message).toMatch(/^Server error occurred: [0-9a-f-]{36}$/);
    expect(lines).toEqual([
      `PDA request failed: incident ${reply.body.message.slice(-36)}, GET /api/v2.6/data/:namespace/:endpoint{.+}, DatabaseStopped`,
    ]);
  });
});
