import { createHash } from 'node:crypto';
import { pdaOfFile } from '../../../support/pda-of-file.ts';
import type { Problem, SavedRecord } from '../../../support/start-pda.ts';

const MB = 1024 * 1024;

describe('/api/v2.6/data', () => {
  const here = pdaOfFile();

  it('saves one value as one record', async () => {
    const reply = await here.pda.call(`POST ${here.place}`, { ...here.owner, body: here.unique(1) });

    expect(reply.status).toBe(201);
    expect(reply.body).toEqual({
      endpoint: here.endpoint,
      recordId: expect.any(String),
      data: here.unique(1),
      links: [],
    });
  });

  it('saves to an endpoint of several parts', async () => {
    const reply = await here.pda.call<SavedRecord>(`POST ${here.place}/deeper/still`, {
      ...here.owner,
      body: here.unique(1),
    });

    expect(reply.body.endpoint).toBe(`${here.endpoint}/deeper/still`);
  });

  it.each(['?', '?skipErrors=true'])('refuses a duplicate value, also with "%s"', async (query) => {
    await here.pda.call(`POST ${here.place}`, { ...here.owner, body: here.unique(1) });

    const reply = await here.pda.call(`POST ${here.place}${query}`, { ...here.owner, body: here.unique(1) });

    expect([reply.status, reply.body]).toEqual([
      400,
      { message: 'Bad Request', cause: 'Duplicate data - Duplicate data' },
    ]);
  });

  it('leaves duplicates out of an array when asked to', async () => {
    await here.pda.call(`POST ${here.place}`, { ...here.owner, body: [here.unique(1)] });

    const some = await here.pda.call<SavedRecord[]>(`POST ${here.place}?skipErrors=true`, {
      ...here.owner,
      body: [here.unique(1), here.unique(2)],
    });
    const none = await here.pda.call(`POST ${here.place}?skipErrors=true`, {
      ...here.owner,
      body: [here.unique(1), here.unique(2)],
    });

    expect(some.body.map(({ data }) => data)).toEqual([here.unique(2)]);
    expect([none.status, none.body]).toEqual([201, []]);
  });

  it('reads records in the order and the part asked for', async () => {
    const body = [3, 1, 2].map((km) => ({ ...here.unique(0), km }));
    await here.pda.call(`POST ${here.place}`, { ...here.owner, body });

    const kilometres = async (query: string) => {
      const reply = await here.pda.call<SavedRecord[]>(`GET ${here.place}${query}`, here.owner);
      return reply.body.map(({ data }) => (data as { km: number }).km);
    };

    expect(await kilometres('')).toEqual([3, 1, 2]);
    expect(await kilometres('?orderBy=km&ordering=descending')).toEqual([3, 2, 1]);
    expect(await kilometres('?orderBy=km&skip=1&take=1')).toEqual([2]);
  });

  it('keeps of the part that was read what holds a key and a value', async () => {
    const body = ['bike', 'bus', 'bike'].map((kind, km) => ({ ...here.unique(0), km, ride: { kind } }));
    await here.pda.call(`POST ${here.place}`, { ...here.owner, body });

    const kilometres = async (query: string) => {
      const reply = await here.pda.call<SavedRecord[]>(`GET ${here.place}?${query}`, here.owner);
      return reply.body.map(({ data }) => (data as { km: number }).km);
    };

    expect(await kilometres('kind=bike')).toEqual([0, 2]);
    expect(await kilometres('take=2&ride.kind=bike')).toEqual([0]);
    expect(await kilometres('kind=bike&km=0')).toEqual([0, 2]);
    expect(await kilometres('orderBy=km&ordering=descending&kind=bike')).toEqual([2, 0]);
  });

  it('reads a large result whole, and in order', async () => {
    const body = Array.from({ length: 1200 }, (_, n) => ({ ...here.unique(0), n }));
    await here.pda.call(`POST ${here.place}`, { ...here.owner, body });

    const reply = await here.pda.call<SavedRecord[]>(`GET ${here.place}?take=5000`, here.owner);
    const standard = await here.pda.call<SavedRecord[]>(`GET ${here.place}`, here.owner);

    expect(reply.body.map(({ data }) => data)).toEqual(body);
    expect(standard.body).toHaveLength(1000);
  });

  it.each(['/api/v2', '/api/v2.0'])('goes by the older name %s, too', async (prefix) => {
    const place = here.place.replace('/api/v2.6', prefix);
    await here.pda.call(`POST ${place}`, { ...here.owner, body: here.unique(1) });

    const reply = await here.pda.call(`GET ${place}`, here.owner);

    expect([reply.status, reply.body]).toMatchObject([200, [{ data: here.unique(1) }]]);
  });

  it('reads an endpoint it never heard of as empty', async () => {
    const reply = await here.pda.call(`GET ${here.place}`, here.owner);

    expect([reply.status, reply.body]).toEqual([200, []]);
  });

  it.each(['take=-1', 'skip=x'])('refuses %s', async (query) => {
    const reply = await here.pda.call<Problem>(`GET ${here.place}?${query}`, here.owner);

    expect(reply.status).toBe(400);
    expect(reply.body.message).toContain('must be a whole number from 0');
  });

  it('refuses an endpoint with other characters', async () => {
    const reply = await here.pda.call<Problem>('POST /api/v2.6/data/test/Nope_', { ...here.owner, body: 1 });

    expect(reply.status).toBe(400);
    expect(reply.body.message).toContain('Endpoint invalid');
  });

  it('says where JSON is malformed', async () => {
    const reply = await here.pda.call(`POST ${here.place}`, {
      ...here.owner,
      body: '{\n  "a": 1,\n  b: 2\n}',
    });

    expect([reply.status, reply.body]).toEqual([
      400,
      { error: 'Bad Request', message: 'Malformed JSON: unexpected character at line 3, column 3' },
    ]);
  });

  it('refuses JSON nested without measure', async () => {
    const reply = await here.pda.call<Problem>(`POST ${here.place}`, {
      ...here.owner,
      body: `${'['.repeat(5000)}${']'.repeat(5000)}`,
    });

    expect(reply.status).toBe(400);
    expect(reply.body.message).toContain('nested');
  });

  it('takes a body of 6 MB and refuses one byte more', async () => {
    const text = (bytes: number) => JSON.stringify(here.place.padEnd(bytes - 2, 'x'));

    const fits = await here.pda.call(`POST ${here.place}`, { ...here.owner, body: text(6 * MB) });
    const tooLarge = await here.pda.call<Problem>(`POST ${here.place}`, {
      ...here.owner,
      body: text(6 * MB + 1),
    });

    expect(fits.status).toBe(201);
    expect([tooLarge.status, Object.keys(tooLarge.body)]).toEqual([413, ['message', 'cause', 'details']]);
  });

  it('refuses a chunked body that grows too large', async () => {
    const request = new Request(`http://alice.localhost${here.place}`, {
      method: 'POST',
      headers: { host: 'alice.localhost', 'x-auth-token': here.owner.token },
      body: new Blob([JSON.stringify('x'.repeat(6 * MB))]).stream(),
      duplex: 'half',
    });

    const reply = await here.pda.embedded.routes.fetch(request);

    expect(request.headers.has('content-length')).toBe(false);
    expect([reply.status, await reply.json()]).toMatchObject([
      413,
      { cause: 'The body is larger than 6 MB' },
    ]);
  });

  it.each(['/', ''])('has no route to save to a namespace alone: %s', async (end) => {
    const reply = await here.pda.call(`POST /api/v2.6/data/alone${end}`, {
      ...here.owner,
      body: here.unique(1),
    });

    expect([reply.status, reply.body]).toMatchObject([404, { error: 'Handler Not Found' }]);
  });

  it('refuses more records than it takes at once', async () => {
    const reply = await here.pda.call<Problem>(`POST ${here.place}`, {
      ...here.owner,
      body: Array.from({ length: 100_001 }, () => 0),
    });

    expect([reply.status, reply.body.cause]).toEqual([
      413,
      'The body holds 100001 records, at most 100000 are taken at once',
    ]);
  });

  it('refuses an endpoint with a name that is too long to keep', async () => {
    const hashes = Array.from({ length: 80 }, (_, n) => createHash('sha256').update(`${n}`).digest('hex'));
    const name = hashes.join('');

    const reply = await here.pda.call<Problem>(`POST ${here.place}/${name}`, { ...here.owner, body: 1 });

    expect([reply.status, reply.body.message]).toEqual([400, 'Bad Request']);
    expect(reply.body.cause).toContain('longer than a PDA can hold');
  });
});
