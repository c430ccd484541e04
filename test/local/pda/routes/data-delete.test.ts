import { randomUUID } from 'node:crypto';
import { pdaOfFile } from '../../../support/pda-of-file.ts';
import type { Problem, SavedRecord } from '../../../support/start-pda.ts';

describe('DELETE /api/v2.6/data', () => {
  const here = pdaOfFile();

  const saved = async (...values: number[]) => {
    const body = values.map((value) => ({ endpoint: here.endpoint, data: here.unique(value) }));
    const linked = body.map((one) => ({
      ...one,
      links: [{ endpoint: 'linked/there', data: here.unique('link') }],
    }));
    const batch = [...linked.slice(0, 1), ...body.slice(1)];
    return (await here.pda.call<SavedRecord[]>('POST /api/v2.6/data-batch', { ...here.owner, body: batch }))
      .body;
  };
  const remove = <Body = unknown>(query: string) =>
    here.pda.call<Body>(`DELETE /api/v2.6/data${query}`, here.owner);
  const stored = async () =>
    (await here.pda.call<SavedRecord[]>(`GET ${here.place}`, here.owner)).body.map(
      ({ recordId }) => recordId,
    );

  it('deletes the records named, linked ones too', async () => {
    const [one, two, three] = (await saved(1, 2, 3)) as [SavedRecord, SavedRecord, SavedRecord];

    const reply = await remove(`?records=${one.recordId}&records=${two.recordId.toUpperCase()}`);

    expect([reply.status, reply.body]).toEqual([200, { message: 'All records deleted' }]);
    expect(await stored()).toEqual([three.recordId]);
  });

  it('lets the same content be saved again', async () => {
    const [one] = (await saved(1)) as [SavedRecord];
    await remove(`?records=${one.recordId}`);

    const reply = await here.pda.call(`POST ${here.place}`, { ...here.owner, body: one.data });

    expect(reply.status).toBe(201);
  });

  it('deletes nothing when one of the records is not there', async () => {
    const [one] = (await saved(1)) as [SavedRecord];

    const reply = await remove(`?records=${one.recordId},${randomUUID()}`);

    expect([reply.status, reply.body]).toEqual([
      400,
      { message: 'Data Missing', cause: 'Could not delete records: Records missing for deleting' },
    ]);
    expect(await stored()).toEqual([one.recordId]);
  });

  it('refuses to delete nothing', async () => {
    const reply = await remove<Problem>('');

    expect([reply.status, reply.body.message]).toEqual([
      400,
      'records: name at least one record, such as records=<its id>',
    ]);
  });

  it('empties one endpoint, and none below it', async () => {
    await saved(1, 2);
    await here.pda.call(`POST ${here.place}/below`, { ...here.owner, body: here.unique('below') });

    const first = await here.pda.call(`DELETE ${here.place}`, here.owner);
    const again = await here.pda.call(`DELETE ${here.place}`, here.owner);

    const below = await here.pda.call<SavedRecord[]>(`GET ${here.place}/below`, here.owner);
    expect([first, again].map(({ status, body }) => [status, body])).toEqual([
      [200, { message: 'All records deleted' }],
      [200, { message: 'All records deleted' }],
    ]);
    expect(await stored()).toEqual([]);
    expect(below.body).toHaveLength(1);
  });
});
