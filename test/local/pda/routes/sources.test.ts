import { pdaOfFile } from '../../../support/pda-of-file.ts';

describe('/api/v2.6/data/sources', () => {
  const here = pdaOfFile();

  it('lists the endpoints that hold records by namespace', async () => {
    const body = ['zoo/cats', 'zoo/big/cats', 'bar/tabs', 'bare'].map((endpoint) => ({
      endpoint,
      data: here.unique(endpoint),
    }));
    await here.pda.call('POST /api/v2.6/data-batch', { ...here.owner, body });

    const reply = await here.pda.call('GET /api/v2.6/data/sources', here.owner);

    expect([reply.status, reply.body]).toEqual([
      200,
      { bar: ['tabs'], bare: [''], zoo: ['big/cats', 'cats'] },
    ]);
  });

  it('knows nothing of what was deleted', async () => {
    await here.pda.call('POST /api/v2.6/data/gone/soon', { ...here.owner, body: here.unique(1) });
    await here.pda.call('DELETE /api/v2.6/data/gone/soon', here.owner);

    const reply = await here.pda.call<Record<string, unknown>>('GET /api/v2.6/data/sources', here.owner);

    expect(reply.body).not.toHaveProperty('gone');
  });

  it('reads and empties an endpoint that is a namespace alone', async () => {
    const batch = [{ endpoint: 'alone', data: here.unique(1) }];
    await here.pda.call('POST /api/v2.6/data-batch', { ...here.owner, body: batch });

    const before = await here.pda.call('GET /api/v2.6/data/alone/', here.owner);
    await here.pda.call('DELETE /api/v2.6/data/alone/', here.owner);
    const after = await here.pda.call('GET /api/v2.6/data/alone/', here.owner);

    expect(before.body).toMatchObject(batch);
    expect(after.body).toEqual([]);
  });
});
