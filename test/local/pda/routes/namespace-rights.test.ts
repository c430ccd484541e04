import { type Caller, pdaOfFile } from '../../../support/pda-of-file.ts';
import type { SavedRecord } from '../../../support/start-pda.ts';

const READS_DIARY = { role: 'namespaceread', detail: 'diary' };
const WRITES_DIARY = { role: 'namespacewrite', detail: 'diary' };

describe('what applications may do with data', () => {
  const here = pdaOfFile();

  /** An application of Alice's to which she granted these roles. */
  const application = async (...rolesGranted: readonly object[]): Promise<Caller> => {
    const place = `/api/v2.6/applications/app-${here.endpoint.replace('/', '-')}`;
    const body = { version: '1.0.0', permissions: { rolesGranted } };
    await here.pda.call(`PUT ${place}`, { ...here.owner, body });
    const reply = await here.pda.call<{ accessToken: string }>(`GET ${place}/access-token`, here.owner);
    return { ...here.owner, token: reply.body.accessToken };
  };
  /** A record in the namespace `diary` and one in `test`, saved by their owner. */
  const records = async () => {
    const body = ['diary/days', here.endpoint].map((endpoint) => ({ endpoint, data: here.unique(endpoint) }));
    const reply = await here.pda.call<SavedRecord[]>('POST /api/v2.6/data-batch', { ...here.owner, body });
    return reply.body as [SavedRecord, SavedRecord];
  };
  const statusOf = async (route: string, caller: Caller, body?: unknown) =>
    (await here.pda.call(route, { ...caller, body })).status;

  it('writing a namespace opens that one to saving and deleting, and nothing to reading', async () => {
    const app = await application(WRITES_DIARY);

    const statuses = [
      await statusOf('POST /api/v2.6/data/diary/days', app, here.unique(1)),
      await statusOf('DELETE /api/v2.6/data/diary/days', app),
      await statusOf(`POST ${here.place}`, app, here.unique(1)),
      await statusOf(`DELETE ${here.place}`, app),
      await statusOf('GET /api/v2.6/data/diary/days', app),
    ];

    expect(statuses).toEqual([201, 200, 403, 403, 403]);
  });

  it('reading a namespace opens that one to reading, and nothing to writing', async () => {
    const [diary, other] = await records();
    const app = await application(READS_DIARY);

    const own = await here.pda.call<SavedRecord[]>('GET /api/v2.6/data/diary/days?value=diary/days', app);
    const statuses = [
      await statusOf(`GET /api/v2.6/data-record/${diary.recordId}`, app),
      await statusOf(`GET /api/v2.6/data-record/${other.recordId}`, app),
      await statusOf(`GET ${here.place}`, app),
      await statusOf('POST /api/v2.6/data/diary/days', app, here.unique(1)),
    ];

    expect(own.body.map(({ recordId }) => recordId)).toContain(diary.recordId);
    expect(statuses).toEqual([200, 403, 403, 403]);
  });

  it('a single record that is none of their business is refused without a word', async () => {
    const [, other] = await records();
    const app = await application(READS_DIARY);

    const reply = await here.pda.call(`GET /api/v2.6/data-record/${other.recordId}`, app);

    expect([reply.status, reply.body]).toEqual([403, '']);
  });

  it.each([
    ['POST /api/v2.6/data-batch', 'Access Denied - No rights to insert some or all of the data in the batch'],
    ['PUT /api/v2.6/data', 'Access Denied - No rights to change some or all of the data in the batch'],
  ])('%s takes no batch that goes beyond their namespaces, linked records included', async (route, cause) => {
    const [diary, other] = await records();
    const app = await application(WRITES_DIARY);

    const linked = { ...diary, data: here.unique('new'), links: [{ endpoint: 'more/there', data: 1 }] };
    const replies = await Promise.all(
      [[{ ...diary, data: here.unique('new') }, other], [linked]].map((body) =>
        here.pda.call(route, { ...app, body }),
      ),
    );

    expect(replies.map(({ status, body }) => [status, body])).toEqual(
      Array(2).fill([403, { message: 'Forbidden', cause }]),
    );
  });

  it('changes of several records are taken when all are theirs', async () => {
    const [diary] = await records();
    const app = await application(WRITES_DIARY);

    const statuses = [
      await statusOf('POST /api/v2.6/data-batch', app, [{ endpoint: 'diary/x', data: here.unique('x') }]),
      await statusOf('PUT /api/v2.6/data', app, [{ ...diary, data: here.unique('new') }]),
      await statusOf(`DELETE /api/v2.6/data?records=${diary.recordId}`, app),
    ];

    expect(statuses).toEqual([201, 201, 200]);
  });

  it.each([
    ['those who may only write learn nothing but its id', [WRITES_DIARY], 'guessed'],
    ['those who may read, too, see it', [WRITES_DIARY, READS_DIARY], 'secret'],
  ])('of a record that was there under the id of its source, %s', async (_, granted, shown) => {
    const record = (data: string) => ({ endpoint: 'diary/ids', sourceUniqueId: here.endpoint, data });
    const batch = (data: string) => [{ ...record(data), links: [record(data)] }];
    const app = await application(...granted);
    await here.pda.call('POST /api/v2.6/data-batch', { ...here.owner, body: batch('secret') });

    const reply = await here.pda.call('POST /api/v2.6/data-batch', { ...app, body: batch('guessed') });

    expect([reply.status, reply.body]).toMatchObject([201, batch(shown)]);
  });

  it('those who may only write learn nothing of a known record that is linked with a new one, either', async () => {
    const batch = (data: string) => [
      { endpoint: 'diary/days', data: here.unique('skipped'), links: [{ endpoint: 'diary/left', data: 1 }] },
      {
        endpoint: 'diary/days',
        data: here.unique(data),
        links: [{ endpoint: 'diary/ids', sourceUniqueId: here.endpoint, data: here.unique(data) }],
      },
    ];
    const app = await application(WRITES_DIARY);
    await here.pda.call('POST /api/v2.6/data-batch', { ...here.owner, body: batch('secret') });

    const route = 'POST /api/v2.6/data-batch?skipErrors=true';
    const reply = await here.pda.call(route, { ...app, body: batch('guessed') });

    expect([reply.status, reply.body]).toMatchObject([201, batch('guessed').slice(1)]);
  });

  it('another namespace cannot be changed under the name of their own', async () => {
    const [, other] = await records();
    const app = await application(WRITES_DIARY);

    const disguised = [{ ...other, endpoint: 'diary/days', data: here.unique('new') }];
    const status = await statusOf('PUT /api/v2.6/data', app, disguised);

    expect(status).toBe(400);
    const after = await here.pda.call(`GET /api/v2.6/data-record/${other.recordId}`, here.owner);
    expect(after.body).toMatchObject({ endpoint: here.endpoint, data: other.data });
  });

  it('records of other namespaces are not deleted, nor are theirs in the same request', async () => {
    const [diary, other] = await records();
    const app = await application(WRITES_DIARY);

    const query = `records=${diary.recordId},${other.recordId}`;
    const reply = await here.pda.call(`DELETE /api/v2.6/data?${query}`, app);

    expect([reply.status, reply.body]).toEqual([
      403,
      {
        message: 'Forbidden',
        cause: 'Permissions to modify records in some of the namespaces missing',
      },
    ]);
    expect(await statusOf(`GET /api/v2.6/data-record/${diary.recordId}`, here.owner)).toBe(200);
  });

  const OWNERS = [
    'GET /api/v2.6/data/sources',
    'POST /api/v2.6/data-bundle/b',
    'GET /api/v2.6/data-bundle/b',
    'GET /api/v2.6/data-bundle/b/structure',
    'POST /api/v2.6/combinator/c',
    'GET /api/v2.6/combinator/c',
    'POST /api/v2.6/data-link',
  ];

  it.each(OWNERS)("%s is for the owner's applications alone", async (route) => {
    const app = await application(READS_DIARY, WRITES_DIARY);
    const ownersApp = async () => application({ role: 'owner' });

    const refused = await statusOf(route, app, route.startsWith('POST') ? {} : undefined);
    const passed = await statusOf(route, await ownersApp(), route.startsWith('POST') ? {} : undefined);

    expect(refused).toBe(403);
    expect([200, 201, 400, 404]).toContain(passed);
  });

  it('the engine reads single records, and nothing else by these routes', async () => {
    const [diary] = await records();

    const single = await statusOf(`GET /api/v2.6/data-record/${diary.recordId}`, here.engine);
    const statuses = await Promise.all(
      [...OWNERS, 'GET /api/v2.6/data/diary/days', 'POST /api/v2.6/data/diary/days'].map((route) =>
        statusOf(route, here.engine, route.startsWith('POST') ? {} : undefined),
      ),
    );

    expect(single).toBe(200);
    expect(statuses).toEqual(Array(9).fill(403));
  });
});
