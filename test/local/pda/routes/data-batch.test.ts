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
});
