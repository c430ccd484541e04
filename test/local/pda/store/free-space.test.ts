import { tmpdir } from 'node:os';
import { Hono } from 'hono';
import { problemReply } from '../../../../local/pda/routes/problem.ts';
import { assertFreeSpace, DiskFull } from '../../../../local/pda/store/free-space.ts';

describe('a disk with too little space left', () => {
  it('is told by how much is left, and what to do', async () => {
    const check = assertFreeSpace(tmpdir(), Number.MAX_SAFE_INTEGER);

    await expect(check).rejects.toThrow(/only \d+ MB left: free some space/);
  });

  it('is no matter while there is enough', async () => {
    await expect(assertFreeSpace(tmpdir(), 0)).resolves.toBeUndefined();
  });

  it('is answered with 507, so that the sender keeps the data', async () => {
    const reported: string[] = [];
    const routes = new Hono().post('/', () => {
      throw new DiskFull(12);
    });
    routes.onError(
      problemReply(
        () => 'id',
        (line) => reported.push(line),
      ),
    );

    const reply = await routes.request('/', { method: 'POST' });

    expect(reply.status).toBe(507);
    expect(await reply.json()).toMatchObject({ cause: expect.stringContaining('only 12 MB left') });
    expect(reported).toEqual([]);
  });
});
