import { pdaOfFile } from '../../../support/pda-of-file.ts';
import type { SavedRecord } from '../../../support/start-pda.ts';

describe('/api/v2.6/combinator', () => {
  const here = pdaOfFile();

  it('reads several endpoints as one, in the order and the part asked for', async () => {
    await here.pda.call(`POST ${here.place}`, {
      ...here.owner,
      body: [3, 1].map((km) => ({ ...here.unique(0), km })),
    });
    await here.pda.call(`POST ${here.place}/more`, { ...here.owner, body: { ...here.unique(0), km: 2 } });
    const body = [here.endpoint, `${here.endpoint}/more`].map((endpoint) => ({
      endpoint,
      mapping: { km: 'km' },
    }));

    const registered = await here.pda.call('POST /api/v2.6/combinator/all/rides', { ...here.owner, body });
    const read = (query: string) =>
      here.pda.call<SavedRecord[]>(`GET /api/v2.6/combinator/all/rides${query}`, here.owner);

    expect([registered.status, registered.body]).toEqual([
      201,
      { message: 'Combinator all/rides registered' },
    ]);
    expect((await read('?orderBy=km')).body.map(({ data }) => data)).toEqual([
      { km: 1 },
      { km: 2 },
      { km: 3 },
    ]);
    expect(
      (await read('?orderBy=km&ordering=descending&skip=1&take=1')).body.map(({ data }) => data),
    ).toEqual([{ km: 2 }]);
  });

  it('answers 404 for a name that nobody registered', async () => {
    const reply = await here.pda.call('GET /api/v2.6/combinator/no/body', here.owner);

    expect([reply.status, reply.body]).toEqual([
      404,
      { message: 'Combinator Not Found', cause: 'Combinator no/body not found' },
    ]);
  });

  it('refuses a combinator of nothing', async () => {
    const reply = await here.pda.call('POST /api/v2.6/combinator/empty', { ...here.owner, body: [] });

    expect([reply.status, reply.body]).toEqual([
      400,
      { error: 'Bad Request', message: 'body: must name at least one endpoint' },
    ]);
  });
});
