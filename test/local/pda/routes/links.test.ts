import { randomUUID } from 'node:crypto';
import { pdaOfFile } from '../../../support/pda-of-file.ts';
import type { SavedRecord } from '../../../support/start-pda.ts';

describe('/api/v2.6/data-link', () => {
  const here = pdaOfFile();

  const saved = async (...values: number[]) => {
    const body = values.map((value) => here.unique(value));
    const reply = await here.pda.call<SavedRecord[]>(`POST ${here.place}`, { ...here.owner, body });
    return reply.body.map(({ recordId }) => recordId);
  };
  const link = (query: string) => here.pda.call(`POST /api/v2.6/data-link?${query}`, here.owner);
  const linksOf = async (id: string) => {
    const endpoints = [{ endpoint: here.endpoint, links: [{ endpoint: here.endpoint }] }];
    await here.pda.call('POST /api/v2.6/data-bundle/linked', { ...here.owner, body: { all: { endpoints } } });
    const { body } = await here.pda.call<{ all: SavedRecord[] }>(
      'GET /api/v2.6/data-bundle/linked',
      here.owner,
    );
    return body.all.find(({ recordId }) => recordId === id)?.links?.map(({ recordId }) => recordId);
  };

  it.each([
    ['repeated', (ids: readonly string[]) => ids.map((id) => `records=${id}`).join('&')],
    ['separated by commas', (ids: readonly string[]) => `records=${ids.join(',').toUpperCase()}`],
  ])('links each record with all others: %s', async (_, asQuery) => {
    const [a = '', b = '', c = ''] = await saved(1, 2, 3);

    const reply = await link(asQuery([a, b, c]));

    expect([reply.status, reply.body]).toEqual([201, { message: 'Grouping registered' }]);
    expect(await linksOf(b)).toEqual([a, c]);
  });

  it('keeps apart what was linked with one record at different times', async () => {
    const [a = '', b = '', c = ''] = await saved(1, 2, 3);

    await link(`records=${a},${b}`);
    await link(`records=${a},${c}`);

    expect([await linksOf(a), await linksOf(b), await linksOf(c)]).toEqual([[b, c], [a], [a]]);
  });

  it('links nothing when one of the records is not there', async () => {
    const [a = '', b = ''] = await saved(1, 2);

    const reply = await link(`records=${a},${b},${randomUUID()}`);

    expect([reply.status, reply.body]).toEqual([
      400,
      { message: 'Data Missing', cause: 'Could not link records: Records missing for linking' },
    ]);
    expect(await linksOf(a)).toBeUndefined();
  });

  it.each(['', 'records=', 'records=nope'])('refuses "%s"', async (query) => {
    const reply = await link(query);

    expect(reply.status).toBe(400);
  });
});
