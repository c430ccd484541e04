import * as fc from 'fast-check';
import type { FunctionStatus } from '../../../core/model/function-status.ts';
import { explain, Unexplained } from '../../../proof/model/refine.ts';
import { anAttempt, aStatus, later, NOW, uuid } from '../../support/builders.ts';
import { EngineWalk } from '../../support/engine-walk.ts';

const position = (cursor: string | undefined) => Number(cursor ?? 0);
const CHOICES = fc.array(fc.nat(9999), { minLength: 30, maxLength: 200, size: 'max' });
/** Every action of the model. */
const ENGINE_ACTIONS = [
  ...[
    'beginWrite',
    'cancel',
    'claim',
    'complete',
    'disable',
    'enable',
    'endDraining',
    'failOther',
    'failOwn',
  ],
  ...[
    'holdBack',
    'keepReading',
    'leaveInDoubt',
    'mark',
    'pin',
    'postpone',
    'recover',
    'redrive',
    'release',
    'trigger',
    'wait',
  ],
];
const VIEW = { now: NOW, position };

const reading = {
  phase: 'reading',
  expiresAt: later(120).toISOString(),
  startBy: later(4).toISOString(),
} as const;
const invoking = { ...reading, phase: 'invoking' } as const;
const pinned = anAttempt({ from: '2', until: '9', partUntil: '5' });
const running = (change: Partial<FunctionStatus> = {}) =>
  aStatus({
    cursor: '2',
    attempt: pinned,
    lease: invoking,
    leaseToken: 3,
    dueAt: later(120).toISOString(),
    ...change,
  });
const after = (status: FunctionStatus, change: Partial<FunctionStatus>): FunctionStatus => ({
  ...status,
  revision: status.revision + 1,
  ...change,
});

describe('the engine refines the model', () => {
  it('in every change that its decisions make, in any order', async () => {
    const names = new Set<string>();

    const walks = fc.asyncProperty(fc.constantFrom(0, 4, 5, 9), CHOICES, async (failures, choices) => {
      const walk = new EngineWalk(failures);
      for (const choice of choices) await walk.take(choice);
      for (const { before, after: next, now } of walk.stored)
        names.add(explain(before, next, { now, position }));
    });
    await fc.assert(walks, { numRuns: 500 });

    expect([...names].sort()).toEqual(ENGINE_ACTIONS);
  });
});

describe('a change that no action explains', () => {
  it.each<[string, FunctionStatus, Partial<FunctionStatus>, string]>([
    [
      'a cursor past the window',
      running(),
      { cursor: '10', attempt: undefined, lease: undefined },
      'cursor 2 → 10',
    ],
    ['a part pinned anew', running(), { attempt: { ...pinned, partUntil: '6' } }, 'attempt.partUntil 5 → 6'],
    ['an epoch without a decision', running(), { epoch: 2 }, 'epoch 1 → 2'],
    ['a claim of a live lease', running(), { leaseToken: 4, lease: reading }, 'leaseToken 3 → 4'],
    ['a lost mark', running({ dirty: true }), { dirty: false }, 'dirty true → false'],
    [
      'a disabled function that keeps its attempt',
      running(),
      { enabled: false, epoch: 2, consent: undefined },
      'enabled',
    ],
    [
      'another attempt under the same lease',
      running(),
      { attempt: { ...pinned, id: uuid(9) } },
      'the attempt is another',
    ],
    ['work that nothing looks at', running(), { lease: undefined, dueAt: undefined }, 'nothing will look at'],
    ['a skipped revision', running(), { revision: 9, dirty: true }, 'revision 1 → 9'],
    ['a consent nobody gave', running(), { consent: undefined }, 'agreed 1 → 0'],
    [
      'a longer lease',
      running(),
      { lease: { ...invoking, expiresAt: later(999).toISOString() }, dirty: true },
      'the lease changes',
    ],
  ])('is %s', (_what, before, change, reason) => {
    const explaining = () => explain(before, after(before, change), VIEW);

    expect(explaining).toThrow(Unexplained);
    expect(explaining).toThrow(reason);
  });
});
