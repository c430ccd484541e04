import { MOST_PER_ROUND, reconcile, recover } from '../../../core/dispatch/reconcile.ts';
import { anAttempt, aStatus, later, NOW } from '../../support/builders.ts';
import { MemoryEngine } from '../../support/memory-engine.ts';

const at = (seconds: number) => later(seconds).toISOString();

async function engineWith(...dueAts: readonly (string | undefined)[]) {
  const engine = new MemoryEngine();
  for (const [index, dueAt] of dueAts.entries()) {
    await engine.statuses.replace(aStatus({ functionId: `f${index}`, dueAt }));
  }
  return engine;
}

function asked(engine: MemoryEngine) {
  const requests = [];
  for (let request = engine.queue.take(); request; request = engine.queue.take()) requests.push(request);
  return requests.map(({ functionId, trigger }) => `${functionId} by ${trigger}`);
}

describe('reconcile', () => {
  it('asks again for what should have run by now, the longest overdue first', async () => {
    const engine = await engineWith(at(0), at(-60), at(1), undefined);

    const count = await reconcile(engine.deps);

    expect(count).toBe(2);
    expect(asked(engine)).toEqual(['f1 by reconcile', 'f0 by reconcile']);
  });

  it.each([
    ['since when the longest has', [at(-3599), at(-60)], 59],
    ['of no minute where nothing has', [at(1)], 0],
  ])('tells %s been overdue', async (_what, dueAts, overdueMinutes) => {
    const engine = await engineWith(...dueAts);
    const told: unknown[] = [];
    const log = { ...engine.deps.log, tell: (...line: unknown[]) => void told.push(line) };

    await reconcile({ ...engine.deps, log });

    expect(told).toEqual([['overdue work', { overdueMinutes }]]);
  });

  it.each([
    ['asks while no more than a round waits', MOST_PER_ROUND, 1],
    ['asks for nothing while more than a round waits', MOST_PER_ROUND + 1, 0],
  ])('%s in the queue', async (_what, waiting, expected) => {
    const engine = await engineWith(at(-60));

    const count = await reconcile({ ...engine.deps, backlog: { waiting: async () => waiting } });

    expect([count, asked(engine).length]).toEqual([expected, expected]);
  });

  it('I14: sends nothing where nothing is due', async () => {
    const engine = await engineWith(undefined, at(1));
    const send = async () => {
      throw new Error('nothing should be sent');
    };

    const count = await reconcile({ ...engine.deps, queue: { send } });

    expect(count).toBe(0);
  });
});

describe('recover', () => {
  it('takes every lease away, since nobody can be holding it, and asks for all unserved work', async () => {
    const engine = new MemoryEngine();
    const lease = { phase: 'invoking' as const, expiresAt: at(900) };
    const attempt = anAttempt({ until: '9' });
    const running = { lease, attempt, leaseToken: 3, executionStarted: at(-5), dueAt: at(900) };
    await engine.statuses.replace(aStatus({ functionId: 'running', ...running }));
    await engine.statuses.replace(aStatus({ functionId: 'waiting', dueAt: at(600) }));
    await engine.statuses.replace(aStatus({ functionId: 'idle' }));

    const count = await recover({ ...engine.deps, isHere: () => true });

    const status = await engine.statuses.find(aStatus().pda, 'running');
    expect(count).toBe(2);
    expect(asked(engine)).toEqual(['waiting by reconcile', 'running by reconcile']);
    expect(status).toMatchObject({ leaseToken: 4, attempt, dueAt: NOW.toISOString() });
    expect([status?.lease, status?.executionStarted]).toEqual([undefined, undefined]);
  });

  it.each([
    ['to a PDA elsewhere that may arrive yet', { isHere: false, expiresAt: at(30) }, 1, []],
    [
      'to a PDA elsewhere that cannot arrive any more',
      { isHere: false, expiresAt: at(0) },
      undefined,
      ['f by reconcile'],
    ],
    ['to a PDA in this process', { isHere: true, expiresAt: at(30) }, undefined, ['f by reconcile']],
  ])('of a write %s leaves the lease or takes it', async (_what, { isHere, expiresAt }, held, requests) => {
    const engine = new MemoryEngine();
    const lease = { phase: 'writing' as const, expiresAt, writeDeadline: at(0) };
    await engine.statuses.replace(aStatus({ functionId: 'f', lease, leaseToken: 3, dueAt: expiresAt }));

    await recover({ ...engine.deps, isHere: () => isHere });

    const status = await engine.statuses.find(aStatus().pda, 'f');
    expect(status?.lease && 1).toBe(held);
    expect(asked(engine)).toEqual(requests);
  });
});
