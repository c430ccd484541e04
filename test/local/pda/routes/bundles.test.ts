import { pdaOfFile } from '../../../support/pda-of-file.ts';
import type { Problem, SavedRecord } from '../../../support/start-pda.ts';

describe('/api/v2.6/data-bundle', () => {
  const here = pdaOfFile();

  const register = (name: string, body: unknown) =>
    here.pda.call(`POST /api/v2.6/data-bundle/${name}`, { ...here.owner, body });
  const rides = async (...kilometres: number[]) => {
    const body = kilometres.map((km) => ({ ...here.unique(0), km }));
    await here.pda.call(`POST ${here.place}`, { ...here.owner, body });
  };

  it('reads what was registered under its id', async () => {
    await rides(3, 1, 2);
    const endpoints = [{ endpoint: here.endpoint, mapping: { far: 'km' } }];
    const bundle = {
      far: { endpoints, orderBy: 'km', limit: 2 },
      none: { endpoints: [{ endpoint: 'no/where' }] },
    };

    const registered = await register('my-Rides', bundle);
    const reply = await here.pda.call<Record<string, SavedRecord[]>>(
      'GET /api/v2.6/data-bundle/my-Rides',
      here.owner,
    );

    expect([registered.status, registered.body]).toEqual([201, { message: 'Bundle my-Rides registered' }]);
    expect(reply.status).toBe(200);
    expect(reply.headers['content-type']).toBe('application/json');
    expect(reply.body.none).toEqual([]);
    expect(reply.body.far?.map(({ data }) => data)).toEqual([{ far: 1 }, { far: 2 }]);
  });

  it('takes the place of an earlier bundle of that id', async () => {
    await register('twice', { old: { endpoints: [{ endpoint: here.endpoint }] } });

    await register('twice', { new: { endpoints: [{ endpoint: here.endpoint }] } });
    const reply = await here.pda.call('GET /api/v2.6/data-bundle/twice', here.owner);

    expect(reply.body).toEqual({ new: [] });
  });

  it('shows what was registered, its mapping in the order given', async () => {
    const bundle = {
      p: { endpoints: [{ endpoint: 'a/b', mapping: { zz: 'one', a: 'two' } }], ordering: 'descending' },
    };
    await register('shown', bundle);

    const reply = await here.pda.call('GET /api/v2.6/data-bundle/shown/structure', here.owner);

    expect(JSON.stringify(reply.body)).toBe(JSON.stringify({ name: 'shown', bundle }));
  });

  it.each(['', '/structure'])('answers 404 for an id that nobody registered: %s', async (path) => {
    const reply = await here.pda.call(`GET /api/v2.6/data-bundle/nobodys${path}`, here.owner);

    expect([reply.status, reply.body]).toEqual([
      404,
      { message: 'Bundle Not Found', cause: 'Bundle nobodys not found' },
    ]);
  });

  it("knows no other person's bundle", async () => {
    await register('alices', {});

    const ben = { pda: here.pda.ben.pda, token: here.pda.ben.ownerToken };
    const reply = await here.pda.call('GET /api/v2.6/data-bundle/alices', ben);

    expect(reply.status).toBe(404);
  });

  it('reads an empty bundle as an empty object', async () => {
    await register('empty', {});

    const reply = await here.pda.call('GET /api/v2.6/data-bundle/empty', here.owner);

    expect([reply.status, reply.body]).toEqual([200, {}]);
  });

  it('answers 400 for a value that a filter cannot read, naming property and field', async () => {
    await here.pda.call(`POST ${here.place}`, { ...here.owner, body: { ...here.unique(0), at: 'noon' } });
    const filters = [
      {
        field: 'at',
        transformation: { transformation: 'datetimeExtract', part: 'hour' },
        operator: { operator: 'in', value: [12] },
      },
    ];
    await register('unreadable', { meals: { endpoints: [{ endpoint: here.endpoint, filters }] } });

    const reply = await here.pda.call<Problem>('GET /api/v2.6/data-bundle/unreadable', here.owner);

    expect([reply.status, reply.body.message]).toEqual([400, 'Bundle Evaluation Failed']);
    expect(reply.body.cause).toContain('property "meals", field "at"');
  });

  it('refuses what is no bundle, naming the place', async () => {
    const reply = await register('wrong', { p: { endpoints: [] } });

    expect([reply.status, reply.body]).toEqual([
      400,
      { error: 'Bad Request', message: 'p.endpoints: must name at least one endpoint' },
    ]);
  });

  it('refuses more endpoint queries than are read in one go', async () => {
    const query = { endpoints: [{ endpoint: here.endpoint }] };

    const reply = await register('many', Object.fromEntries(Array(501).fill(query).entries()));

    expect(reply.status).toBe(400);
    expect(reply.body).toMatchObject({ cause: 'the bundle has 501 endpoint queries, at most 500 are read' });
  });

  it.each([
    [
      'a filter',
      { filters: [{ field: Array(8000).fill('a').join('.'), operator: { operator: 'contains', value: 1 } }] },
    ],
    ['a mapping', { mapping: { [Array(3000).fill('a').join('.')]: 'place' } }],
  ])('refuses a path of thousands of parts in %s, naming the place', async (_, part) => {
    const reply = await register('long', { p: { endpoints: [{ endpoint: here.endpoint, ...part }] } });

    expect(reply.status).toBe(400);
    expect(reply.body).toMatchObject({ message: expect.stringContaining('p.endpoints.0') });
  });

  it('has no route for an id of other characters', async () => {
    const reply = await register('not_an_id', {});

    expect([reply.status, reply.body]).toEqual([
      404,
      {
        error: 'Handler Not Found',
        message: 'Request handler at POST:/api/v2.6/data-bundle/not_an_id does not exist',
      },
    ]);
  });
});
