import { mustGetThrough, whyNotRun } from '../../../proof/probes/machine.ts';
import { type Result, type Side, verdict } from '../../../proof/probes/result.ts';

const ROOT = { isRoot: true, filtersCalls: false };
const ANYBODY = { isRoot: false, filtersCalls: false };
const CONTAINER = { isRoot: true, filtersCalls: true };
const THROUGH: Side = { through: true, saw: '' };
const HELD: Side = { through: false, saw: '' };
const BROKEN: Side = { broken: 'TypeError' };
const NOT_RUN: Side = { notRun: 'only root can' };

describe('the verdict on a probe', () => {
  it.each<[Result['verdict'], Side, Side]>([
    ['held', HELD, THROUGH],
    ['held', HELD, NOT_RUN],
    ['THROUGH', THROUGH, THROUGH],
    ['THROUGH', THROUGH, HELD],
    ['NO LONGER PROBES', HELD, HELD],
    ['BROKEN', BROKEN, THROUGH],
    ['BROKEN', HELD, BROKEN],
    ['BROKEN', NOT_RUN, THROUGH],
  ])('is %s for %j sealed and %j in the control', (expected, sealed, unsealed) => {
    const probe = { control: 'gets through', theme: 'files' } as const;

    const result = verdict(probe, { sealed, unsealed }, ROOT);

    expect(result).toBe(expected);
  });

  it('lets a probe be held unsealed that only some machines let through', () => {
    const probe = { control: 'depends on machine', theme: 'network' } as const;

    const result = verdict(probe, { sealed: HELD, unsealed: HELD }, ROOT);

    expect(result).toBe('held');
  });
});

describe('the control of a probe', () => {
  it('is run as root only, where it takes root', () => {
    const probe = { control: 'needs root' } as const;

    expect(whyNotRun(probe, ANYBODY)).toBe('only root can');
    expect(whyNotRun(probe, ROOT)).toBeUndefined();
  });

  it('says why it is not run unsealed at all', () => {
    const probe = { control: 'sealed only: it would change this machine' } as const;

    const why = whyNotRun(probe, ROOT);

    expect(why).toBe('it would change this machine');
  });

  it.each([
    ['kernel', false],
    ['network', false],
    ['files', true],
  ] as const)('need not get through where calls are filtered anyway: %s', (theme, expected) => {
    const must = mustGetThrough({ control: 'gets through', theme }, CONTAINER);

    expect(must).toBe(expected);
  });
});
