import { isDue } from '../../../core/dispatch/due.ts';
import type { Trigger } from '../../../core/model/trigger.ts';
import { NOW } from '../../support/builders.ts';

const individual: Trigger = { triggerType: 'individual' };
const manual: Trigger = { triggerType: 'manual' };
const every = (period: string): Trigger => ({ triggerType: 'periodic', period });

describe('isDue', () => {
  it.each<[string, Trigger, string | undefined, boolean]>([
    ['individual, never run', individual, undefined, true],
    ['individual, just run', individual, NOW.toISOString(), true],
    ['manual, never run', manual, undefined, false],
    ['manual, run long ago', manual, '1990-01-01T00:00:00.000Z', false],
    ['periodic, never run', every('P1D'), undefined, true],
    ['periodic, its period exactly over', every('P1D'), '2026-03-01T09:00:00.000Z', false],
    ['periodic, its period over by a millisecond', every('P1D'), '2026-03-01T08:59:59.999Z', true],
    ['periodic, just run', every('P1D'), NOW.toISOString(), false],
    ['periodic, run in the future', every('P1D'), '2026-03-03T00:00:00.000Z', false],
    ['monthly in March, 29 days ago', every('P1M'), '2026-02-01T09:00:00.000Z', true],
    ['monthly in March, 28 days ago', every('P1M'), '2026-02-02T09:00:00.000Z', false],
    ['weekly, eight days ago', every('P1W'), '2026-02-22T09:00:00.000Z', true],
    ['every 90 seconds, 90 seconds ago', every('PT90S'), '2026-03-02T08:58:30.000Z', false],
    ['every 90 seconds, 91 seconds ago', every('PT90S'), '2026-03-02T08:58:29.000Z', true],
  ])('%s', (_when, trigger, lastExecution, expected) => {
    const due = isDue(trigger, lastExecution, NOW);

    expect(due).toBe(expected);
  });
});
