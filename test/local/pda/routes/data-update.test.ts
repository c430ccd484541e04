import { randomUUID } from 'node:crypto';
import { eventually } from '../../../support/eventually.ts';
import { pdaOfFile } from '../../../support/pda-of-file.ts';
import type { Problem, SavedRecord } from '../../../support/start-pda.ts';

describe('PUT /api/v2.6/data', () => {
  const here = pdaOfFile();

  const saved = async (...values: number[]) => {
    const body = values.map((value) => here.unique(value));
    return (await here.pda.call<SavedRecord[]>(`POST ${here.place}`, { ...here.owner, body })).body;
  };
  const put = <Body = unknown>(body: unknown) =>
    here.pda.call<Body>('PUT /api/v2.6/data', { ...here.owner, body });
  const stored = async () => {
    const reply = await here.pda.call<SavedRecord[]>(`GET ${here.place}`, here.owner);
    return reply.body.map(({ recordId, data }) => [recordId, data]);
  };

  it('replaces records, which come last in creation order then', async () => {
    const [one, two] = (await saved(1, 2)) as [SavedRecord, SavedRecord];

    const reply = await put([{ ...one, data: here.unique('new'), links: [] }]);

    expect([reply.status, reply.body]).toEqual([201, [{ ...one, data: here.unique('new'), links: [] }]]);
    expect(await stored()).toEqual([
      [two.recordId, two.data],
      [one.recordId, here.unique('new')],
    ]);
  });

  it('raises a data event', async () => {
    const [one] = (await saved(1)) as [SavedRecord];
    await here.pda.eventAbout(here.endpoint);

    await put([{ ...one, data: here.unique('new') }]);

    const about = () => here.pda.events.filter(({ endpoints }) => endpoints.includes(here.endpoint));
    const [, update] = await eventually(
      async () => about(),
      ({ length }) => length === 2,
    );
    expect(update).toMatchObject({ endpoints: [here.endpoint], records: 1, chain: [] });
  });

  it('lets two records exchange what they hold', async () => {
    const [one, two] = (await saved(1, 2)) as [SavedRecord, SavedRecord];

    const reply = await put([
      { ...one, data: two.data },
      { ...two, data: one.data },
    ]);

    expect(reply.status).toBe(201);
    expect(await stored()).toEqual([
      [one.recordId, two.data],
      [two.recordId, one.data],
    ]);
  });

  it('lets the later of two changes of one record count', async () => {
    const [one] = (await saved(1)) as [SavedRecord];

    await put([
      { ...one, data: here.unique('first') },
      { ...one, recordId: one.recordId.toUpperCase(), data: here.unique('second') },
    ]);

    expect(await stored()).toEqual([[one.recordId, here.unique('second')]]);
  });

  it('changes nothing when a record would be a duplicate', async () => {
    const [one, two] = (await saved(1, 2)) as [SavedRecord, SavedRecord];

    const reply = await put([
      { ...one, data: here.unique('new') },
      { ...one, data: two.data },
    ]);

    expect([reply.status, reply.body]).toEqual([
      400,
      { message: 'Bad Request', cause: 'Could not update records: Duplicate data' },
    ]);
    expect(await stored()).toEqual([one, two].map(({ recordId, data }) => [recordId, data]));
  });

  it.each([
    ['an id nobody has', (one: SavedRecord) => ({ ...one, recordId: randomUUID() })],
    ['another endpoint', (one: SavedRecord) => ({ ...one, endpoint: 'another/place' })],
  ])('changes nothing when one names %s', async (_, wrong) => {
    const [one, two] = (await saved(1, 2)) as [SavedRecord, SavedRecord];

    const reply = await put([{ ...one, data: here.unique('new') }, wrong(two)]);

    expect([reply.status, reply.body]).toEqual([
      400,
      { message: 'Data Missing', cause: 'Could not update records: Records missing for updating' },
    ]);
    expect(await stored()).toEqual([one, two].map(({ recordId, data }) => [recordId, data]));
  });

  it("changes nobody else's record", async () => {
    const [one] = (await saved(1)) as [SavedRecord];

    const ben = { pda: here.pda.ben.pda, token: here.pda.ben.ownerToken };
    const reply = await here.pda.call('PUT /api/v2.6/data', { ...ben, body: [{ ...one, data: 'bens' }] });

    expect(reply.status).toBe(400);
    expect(await stored()).toEqual([[one.recordId, one.data]]);
  });

  it('takes a list of nothing', async () => {
    const reply = await put([]);

    expect([reply.status, reply.body]).toEqual([201, []]);
  });

  it('names a record without id', async () => {
    const reply = await put<Problem>([{ endpoint: here.endpoint, data: 1 }]);

    expect(reply.status).toBe(400);
    expect(reply.body.message).toContain('0.recordId: ');
  });
});
