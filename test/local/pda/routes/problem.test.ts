import { type Problem, startTestPda, type TestPda } from '../../../support/start-pda.ts';

describe('a PDA whose database is gone', () => {
  const lines: string[] = [];
  let pda: TestPda;

  beforeAll(async () => {
    pda = await startTestPda({ report: (line) => lines.push(line) });
  }, 60_000);
  afterAll(() => pda.close());

  it('tells the operator what went wrong, and the caller only its number', async () => {
    await pda.embedded.close();

    const reply = await pda.call<Problem>('GET /api/v2.6/data/a/b', {
      pda: pda.alice.pda,
      token: pda.alice.ownerToken,
    });

    expect(reply.status).toBe(500);
    expect(reply.body.message).toMatch(/^Server error occurred: [0-9a-f-]{36}$/);
    expect(lines).toEqual([
      `PDA request failed: incident ${reply.body.message.slice(-36)}, GET /api/v2.6/data/:namespace/:endpoint{.*}, DatabaseStopped`,
    ]);
  });
});
