import { pdaOfFile } from '../../../support/pda-of-file.ts';
import type { Problem, SavedRecord } from '../../../support/start-pda.ts';

describe('/api/v2.6/data-record', () => {
  const here = pdaOfFile();

  async function saved(): Promise<SavedRecord> {
    const call = { ...here.owner, body: here.unique(1) };
    return (await here.pda.call<SavedRecord>(`POST ${here.place}`, call)).body;
  }

  it('is shown to owner and engine', async () => {
    const body = await saved();

    const replies = await Promise.all(
      [here.owner, here.engine].map((caller) =>
        here.pda.call(`GET /api/v2.6/data-record/${body.recordId}`, caller),
      ),
    );

    const { endpoint, recordId, data } = body;
    expect(replies.map((reply) => reply.body)).toEqual([
      { endpoint, recordId, data },
      { endpoint, recordId, data },
    ]);
  });

  it('is shown to whoever is signed in as a user, such as the platform', async () => {
    const body = await saved();
    const { pda } = here.owner;
    const platform = { pda, token: await here.pda.embedded.issuePlatformToken(pda) };

    const reply = await here.pda.call(`GET /api/v2.6/data-record/${body.recordId}`, platform);

    expect([reply.status, reply.body]).toMatchObject([200, { recordId: body.recordId }]);
  });

  it("is missing when it is another person's", async () => {
    const body = await saved();
    const ben = { pda: here.pda.ben.pda, token: here.pda.ben.ownerToken };

    const reply = await here.pda.call<Problem>(`GET /api/v2.6/data-record/${body.recordId}`, ben);

    expect([reply.status, reply.body.message]).toEqual([400, 'Data Missing']);
  });
});
