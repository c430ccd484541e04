import { askAfterPause, waitForSlot } from '../../../core/execute/wait-for-slot.ts';
import type { ExecutionRequest } from '../../../core/model/execution-request.ts';
import type { FunctionStatus } from '../../../core/model/function-status.ts';
import type { EngineLog, ExecutionQueue } from '../../../core/ports.ts';
import { anAttempt, aStatus, FUNCTION, later, NOW, PDA, uuid } from '../../support/builders.ts';

const at = (seconds: number) => later(seconds).toISOString();
const REQUEST: ExecutionRequest = { pda: PDA, functionId: FUNCTION, trigger: 'event' };

describe('work that finds every slot taken', () => {
  it('stays as it is, and is looked for again in a few seconds', () => {
    const work = { dirty: true, attempt: anAttempt(), requested: { id: uuid(3), useAll: true } };
    const status = aStatus({ ...work, failures: 2, dueAt: at(-1) });

    const next = waitForSlot(status, { now: NOW, random: 0 });

    const waiting = { waitingSince: at(0), notBefore: at(5), dueAt: at(65) };
    expect(next).toEqual({ ...status, ...waiting, revision: 2 });
  });

  it('remembers since when it waits, and comes the less often', () => {
    const status = aStatus({ dirty: true, waitingSince: at(-400) });

    const next = waitForSlot(status, { now: NOW, random: 1 });

    expect(next).toMatchObject({ waitingSince: at(-400), notBefore: at(100), dueAt: at(160) });
  });
});

describe('the request that comes back', () => {
  const told: unknown[] = [];
  const log: EngineLog = {
    tell: (event, fields) => void told.push({ event, ...fields }),
    internalError: (id) => void told.push(id),
  };
  const asked = async (change: Partial<FunctionStatus>, send: ExecutionQueue['send']) => {
    told.splice(0);
    await askAfterPause({ queue: { send }, now: () => NOW, log }, REQUEST, aStatus(change));
  };

  it.each([
    ['the pause', at(20), 21_000],
    ['no pause that is over', at(-5), 1_000],
    ['no pause where there is none', undefined, 1_000],
  ])('waits for %s, and for clocks that differ', async (_what, notBefore, delayMs) => {
    const sent: unknown[] = [];

    await asked({ notBefore }, async (...message) => void sent.push(message));

    expect(sent).toEqual([[[REQUEST], delayMs]]);
  });

  it('may be lost: the log is told, and reconcile finds the work', async () => {
    const down = () => Promise.reject(new Error('SQS is down'));

    await asked({ attempt: anAttempt() }, down);
    const ofAttempt = [...told];
    await asked({}, down);

    const waits = { event: 'every slot taken', functionId: FUNCTION, trigger: 'event' };
    const executionId = anAttempt().id;
    expect(ofAttempt).toEqual([{ ...waits, executionId }, executionId]);
    expect(told).toEqual([{ ...waits, executionId: undefined }, undefined]);
  });
});
