import { Hono } from 'hono';
import { problemReply } from '../../../../local/pda/routes/problem.ts';
import { SqlError } from '../../../../local/pda/store/sql.ts';
import { type Problem, startTestPda, type TestPda } from '../../../support/start-pda.ts';

describe('a PDA whose database is gone', () => {
  const lines: string[] = [];
  let pda: TestPda;

  beforeAll(async () => {
    pda = await startTestPda({ report: (line) => lines.push(line) });
  }, 60_000);
  afterAll(() => pda.close());

  it('tells the operator what went wrong, and the caller that it may be well again', async () => {
    await pda.embedded.close();

    const reply = await pda.call<Problem>('GET /api/v2.6/data/a/b', {
      pda: pda.alice.pda,
      token: pda.alice.ownerToken,
    });

    expect(reply.status).toBe(503);
    expect(reply.body).toEqual({
      message: 'Service Unavailable',
      cause: 'The database of this PDA cannot be asked at the moment',
      details: ['Try again in a moment; if it stays so, tell who runs this PDA.'],
    });
    expect(lines).toEqual([
      expect.stringMatching(
        /^PDA request failed: incident [0-9a-f-]{36}, GET \/api\/v2.6\/data\S+, DatabaseUnavailable$/,
      ),
    ]);
  });
});

describe('a failure that nobody expected', () => {
  it('is told to the operator by its kind, and to the caller by its number', async () => {
    const lines: string[] = [];
    const routes = new Hono().get('/data', () => {
      throw new SqlError('value "private" is odd', 'XX000');
    });
    routes.onError(
      problemReply(
        () => 'incident-7',
        (line) => lines.push(line),
      ),
    );

    const reply = await routes.request('/data');

    expect(reply.status).toBe(500);
    expect(await reply.json()).toEqual({
      error: 'Internal Server error',
      message: 'Server error occurred: incident-7',
    });
    expect(lines).toEqual(['PDA request failed: incident incident-7, GET /data, SqlError XX000']);
  });
});
