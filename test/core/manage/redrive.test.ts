import { redrive } from '../../../core/manage/redrive.ts';
import type { DeadLetter } from '../../../core/model/dead-letter.ts';
import type { FunctionStatus } from '../../../core/model/function-status.ts';
import type { DeadLetterBox, WorkQueues } from '../../../core/ports.ts';
import {
  aDataEvent,
  anAttempt,
  aParkedAttempt,
  FUNCTION,
  later,
  NOW,
  PDA,
  uuid,
} from '../../support/builders.ts';
import { MemoryEngine } from '../../support/memory-engine.ts';

const PARKED_ID = anAttempt().id;
const aLetter = (change: Partial<DeadLetter> = {}): DeadLetter => ({
  id: 'letter-1',
  queue: 'executions',
  at: NOW.toISOString(),
  body: JSON.stringify(aParkedAttempt()),
  group: 'group-of-asha',
  ...change,
});
const parkedStatus = (change: Partial<FunctionStatus> = {}): Partial<FunctionStatus> => ({
  failures: 5,
  dirty: true,
  parked: [PARKED_ID],
  notBefore: later(480).toISOString(),
  ...change,
});

describe('redriving a dead letter', () => {
  let engine: MemoryEngine;
  let sent: Parameters<WorkQueues['send']>[0][];
  let removed: string[];
  let ids = 0;

  const start = async (status: Partial<FunctionStatus>) => {
    engine = await MemoryEngine.started({}, status);
    [sent, removed] = [[], []];
  };
  const box = (): DeadLetterBox => ({
    letters: async () => [],
    remove: async ({ id }) => void removed.push(id),
    close: async () => {},
  });
  const deps = () => ({
    statuses: engine.statuses,
    queues: { send: async (message: Parameters<WorkQueues['send']>[0]) => void sent.push(message) },
    now: () => engine.now,
    newId: () => uuid(700 + ++ids),
  });
  const redriveIt = (letter = aLetter()) => redrive(deps(), box(), letter);

  it.each([
    ['an event that cannot be read', 'data-events', '{"broken'],
    ['a data event', 'data-events', JSON.stringify(aDataEvent())],
    ['a request that cannot be read', 'executions', 'null'],
    ['a request', 'executions', JSON.stringify({ pda: PDA, functionId: FUNCTION, trigger: 'event' })],
  ] as const)('sends %s to its queue again, as it came', async (_what, queue, body) => {
    await start({});

    const outcome = await redriveIt(aLetter({ queue, body }));

    expect(outcome).toEqual({ kind: 'redriven' });
    expect(sent).toEqual([{ queue, body, group: 'group-of-asha' }]);
    expect(removed).toEqual(['letter-1']);
  });

  it('sends a data event that EventBridge could not deliver without its envelope', async () => {
    await start({});
    const event = { ...aDataEvent(), more: 'of it' };
    const body = JSON.stringify({ version: '0', 'detail-type': 'Data Saved', detail: event });

    const outcome = await redriveIt(aLetter({ queue: 'data-events', body, group: undefined }));

    expect(outcome).toEqual({ kind: 'redriven' });
    expect(sent).toEqual([{ queue: 'data-events', body: JSON.stringify(event), group: undefined }]);
  });

  it('makes a parked attempt work again under an id of its own, and lifts the pause', async () => {
    await start(parkedStatus());

    const outcome = await redriveIt();

    const status = await engine.status();
    expect(outcome).toEqual({ kind: 'redriven', executionId: status.requested?.id });
    expect(status.requested?.id).not.toBe(PARKED_ID);
    expect(status).toMatchObject({ requested: { useAll: false }, dueAt: later(60).toISOString() });
    expect([status.notBefore, status.parked]).toEqual([undefined, []]);
    expect(sent).toEqual([
      {
        queue: 'executions',
        body: JSON.stringify({ pda: PDA, functionId: FUNCTION, trigger: 'manual' }),
        group: 'group-of-asha',
      },
    ]);
    expect(removed).toEqual(['letter-1']);
  });

  it('goes over everything again if the parked attempt did', async () => {
    await start(parkedStatus());

    await redriveIt(aLetter({ body: JSON.stringify(aParkedAttempt({ useAll: true })) }));

    expect(await engine.status()).toMatchObject({ requested: { useAll: true } });
  });

  it('forgives no failures, so that the tenth still suspends', async () => {
    await start(parkedStatus());

    await redriveIt();

    expect(await engine.status()).toMatchObject({ failures: 5 });
  });

  it('processes what the parked attempt did not', async () => {
    await start(parkedStatus());
    await engine.save({ ml: 1 });

    await redriveIt();
    await engine.queue.send(sent.map(({ body }) => JSON.parse(body)));
    await engine.run();

    expect(engine.derived()).toEqual([{ drinks: 1 }]);
  });

  it.each([
    ['its owner has disabled', { enabled: false }, 'NOT_ENABLED'],
    ['its owner has agreed to anew', { epoch: 2 }, 'CONSENT_CHANGED'],
    ['is suspended', { failures: 10 }, 'SUSPENDED'],
  ] as const)('leaves the letter of a function that %s, and changes nothing', async (_what, change, why) => {
    await start(parkedStatus(change));

    const outcome = await redriveIt();

    expect(outcome).toEqual({ kind: 'refused', why });
    expect([sent, removed]).toEqual([[], []]);
    expect((await engine.status()).revision).toBe(1);
  });

  it('doubles nothing when two redrive at once', async () => {
    await start(parkedStatus());

    const outcomes = await Promise.all([redriveIt(), redriveIt()]);

    expect(outcomes.map(({ kind }) => kind).toSorted()).toEqual(['redriven', 'served']);
    expect(sent).toHaveLength(1);
    expect((await engine.status()).revision).toBe(2);
  });

  it('doubles nothing when the letter is redriven once more after its run', async () => {
    await start(parkedStatus());
    const useAll = aLetter({ body: JSON.stringify(aParkedAttempt({ useAll: true })) });
    await engine.save({ ml: 1 });
    await redriveIt(useAll);
    await engine.run();

    const outcome = await redriveIt(useAll);
    await engine.run();

    expect(outcome).toEqual({ kind: 'served' });
    expect(engine.derived()).toHaveLength(1);
  });

  it('keeps the letter of an attempt that is not given up yet, and needs nothing once it has ended', async () => {
    await start({ attempt: anAttempt(), failures: 4 });
    await engine.save({ ml: 1 });

    const during = await redriveIt();
    const removedDuring = [...removed];
    await engine.run();
    const afterwards = await redriveIt();

    expect(during).toEqual({ kind: 'refused', why: 'STILL_TRIED' });
    expect(removedDuring).toEqual([]);
    expect(afterwards).toEqual({ kind: 'served' });
    expect(removed).toEqual(['letter-1']);
    expect(engine.derived()).toEqual([{ drinks: 1 }]);
  });

  it('keeps the letter when it cannot be sent, and the work when it is marked', async () => {
    await start(parkedStatus());
    const send = async () => {
      throw new Error('the queue is down');
    };

    const redriving = redrive({ ...deps(), queues: { send } }, box(), aLetter());
    await expect(redriving).rejects.toThrow('the queue is down');
    await engine.pass(60);

    expect(removed).toEqual([]);
    expect(engine.queue.take()).toMatchObject({ pda: PDA, trigger: 'reconcile' });
  });

  it('joins two parked attempts of one function into one run', async () => {
    await start(parkedStatus({ parked: [uuid(1), PARKED_ID] }));

    const first = await redriveIt();
    const second = await redriveIt(
      aLetter({ body: JSON.stringify(aParkedAttempt({ executionId: uuid(1), useAll: true })) }),
    );

    expect(second).toEqual(first);
    expect(await engine.status()).toMatchObject({ parked: [], requested: { useAll: true } });
  });
});
