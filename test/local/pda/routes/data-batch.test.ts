import { pdaOfFile } from '../../../support/pda-of-file.ts';
import type { Problem, SavedRecord } from '../../../support/start-pda.ts';

describe('/api/v2.6/data-batch', () => {
  const here = pdaOfFile();

  const batch = (value: number) => [
    {
      endpoint: here.endpoint,
      data: here.unique(value),
      links: [{ endpoint: 'test/linked', data: here.unique(-value) }],
    },
  ];

  it('saves records of any place with their links', async () => {
    const reply = await here.pda.call<SavedRecord[]>('POST /api/v2.6/data-batch', {
      ...here.owner,
      body: batch(1),
    });

    expect(reply.status).toBe(201);
    expect(reply.body).toMatchObject(batch(1));
    expect(reply.body[0]?.links?.[0]?.recordId).toEqual(expect.any(String));
  });

  it('refuses a batch with a duplicate in its links', async () => {
    await here.pda.call('POST /api/v2.6/data/test/linked', { ...here.owner, body: here.unique(-1) });

    const reply = await here.pda.call('POST /api/v2.6/data-batch', { ...here.owner, body: batch(1) });

    expect([reply.status, reply.body]).toEqual([
      400,
      { message: 'Bad Request', cause: 'Could not insert data - Duplicate data' },
    ]);
  });

  it('names every place of a body that is no batch', async () => {
    const reply = await here.pda.call<Problem>('POST /api/v2.6/data-batch', {
      ...here.owner,
      body: [{ endpoint: 'NO', data: 1 }, {}],
    });

    expect(reply.status).toBe(400);
    expect(reply.body.message).toMatch(/0\.endpoint: Endpoint invalid.*; 1\.endpoint:/);
  });

  it.each([
    ['no record', [7], '0: Invalid input: expected object, received number'],
    ['no endpoint', [{ data: 1 }], '0.endpoint: Invalid input: expected string, received undefined'],
    [
      'an empty id',
      [{ endpoint: 'a/b', data: 1, sourceUniqueId: '' }],
      '0.sourceUniqueId: must hold a character',
    ],
    [
      'an id of what is not kept',
      [{ endpoint: 'a/b', data: 1, links: [{ endpoint: 'a/b', data: 1, sourceUniqueId: '\0' }] }],
      '0.links.0.sourceUniqueId: must hold a character',
    ],
  ])('says of %s what would do', async (_, body, message) => {
    const reply = await here.pda.call<Problem>('POST /api/v2.6/data-batch', { ...here.owner, body });

    expect([reply.status, reply.body.message]).toEqual([400, expect.stringContaining(message)]);
  });

  it('leaves duplicates out when asked to, by content and by id of the source', async () => {
    const known = { endpoint: here.endpoint, sourceUniqueId: 'id 1', data: here.unique('known') };
    await here.pda.call('POST /api/v2.6/data-batch', { ...here.owner, body: [...batch(1), known] });

    const reply = await here.pda.call('POST /api/v2.6/data-batch?skipErrors=true', {
      ...here.owner,
      body: [...batch(1), known, ...batch(2)],
    });

    expect([reply.status, reply.body]).toMatchObject([201, batch(2)]);
  });

  it('gives back what is called __proto__, beside numbers that are kept to the digit, too', async () => {
    const data = `{"place":"${here.endpoint}","__proto__":{"a":1},"n":1.50}`;
    const post = { ...here.owner, body: `[{"endpoint":"${here.endpoint}","data":${data}}]` };
    const [sent] = JSON.parse(post.body);

    const saved = await here.pda.call('POST /api/v2.6/data-batch', post);

    const read = await here.pda.call(`GET ${here.place}`, here.owner);
    for (const { body } of [saved, read]) expect(body).toMatchObject([sent]);
    for (const { body } of [saved, read]) expect(JSON.stringify(body)).toContain('"__proto__":{"a":1}');
  });

  it('takes a list of nothing', async () => {
    const reply = await here.pda.call('POST /api/v2.6/data-batch', { ...here.owner, body: [] });

    expect([reply.status, reply.body]).toEqual([201, []]);
  });

  describe('of records with ids of their source', () => {
    const post = (...body: object[]) =>
      here.pda.call<SavedRecord[]>('POST /api/v2.6/data-batch', { ...here.owner, body });
    const record = (sourceUniqueId: string, value: unknown) => ({
      endpoint: here.endpoint,
      sourceTimestamp: '2024-05-01T09:15:00+02:00',
      sourceUniqueId,
      data: here.unique(value),
    });
    const read = async () => (await here.pda.call<SavedRecord[]>(`GET ${here.place}`, here.owner)).body;

    it('D33: stores id and time, and gives them back', async () => {
      const { body } = await post(record('id 1', 1));

      const kept = { ...record('id 1', 1), sourceTimestamp: '2024-05-01T07:15:00.000Z' };
      expect(body).toEqual([{ ...kept, recordId: expect.any(String), links: [] }]);
      expect(await read()).toEqual([{ ...kept, recordId: body[0]?.recordId }]);
    });

    it('counts an id that is there as saved, and leaves it as it was', async () => {
      const first = await post(record('id 1', 1));

      const again = await post(record('id 1', 'changed'), record('id 2', 2));

      expect(again.status).toBe(201);
      expect(again.body[0]).toEqual(first.body[0]);
      expect((await read()).map(({ data }) => data)).toEqual([here.unique(1), here.unique(2)]);
    });

    it('makes one record of an id that comes twice at once', async () => {
      const { status, body } = await post(record('id 1', 1), record('id 1', 2));

      expect(status).toBe(201);
      expect(body[1]).toEqual(body[0]);
      expect(await read()).toHaveLength(1);
    });

    it('lets the id decide, not the content', async () => {
      const same = [record('id 1', 1), record('id 2', 1), { ...record('id 1', 1), endpoint: 'other/place' }];

      const { status } = await post(...same, { endpoint: here.endpoint, data: here.unique(1) });

      expect(status).toBe(201);
      expect(await read()).toHaveLength(3);
    });

    it('links a record that was there with what comes with it now', async () => {
      const link = { endpoint: 'linked/later', data: here.unique('link') };
      await post(record('id 1', 1));

      await post({ ...record('id 1', 1), links: [link] });

      const endpoints = [{ endpoint: here.endpoint, links: [{ endpoint: link.endpoint }] }];
      await here.pda.call('POST /api/v2.6/data-bundle/b', { ...here.owner, body: { all: { endpoints } } });
      const bundle = await here.pda.call('GET /api/v2.6/data-bundle/b', here.owner);
      expect(bundle.body).toMatchObject({ all: [{ sourceUniqueId: 'id 1', links: [link] }] });
    });
  });
});
