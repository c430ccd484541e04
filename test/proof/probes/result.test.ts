import { BREAKS } from '../../../proof/probes/breaks.ts';
import { PROBES } from '../../../proof/probes/list/all.ts';
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
    const probe = { control: 'gets through' } as const;

    const result = verdict(probe, { sealed, unsealed }, ROOT);

    expect(result).toBe(expected);
  });

  it('lets a probe be held unsealed that only some machines let through', () => {
    const probe = { control: 'depends on machine' } as const;

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
    ['what a container filters', true, CONTAINER, false],
    ['what no container filters', false, CONTAINER, true],
    ['what nobody filters here', true, ROOT, true],
  ] as const)(
    'need get through only where nobody else stands in the way: %s',
    (_case, mayBeFiltered, machine, expected) => {
      const must = mustGetThrough({ control: 'gets through', mayBeFiltered }, machine);

      expect(must).toBe(expected);
    },
  );

  it('is waived for single probes of a theme at most, and never for one that a break must be noticed by', () => {
    const waived = PROBES.filter(({ mayBeFiltered }) => mayBeFiltered);

    const bindingThemes = new Set(
      PROBES.filter((probe) => mustGetThrough(probe, CONTAINER)).map(({ theme }) => theme),
    );
    const noticing = BREAKS.flatMap(({ noticedBy }) => noticedBy);
    expect(waived.length).toBeGreaterThan(0);
    expect([...bindingThemes]).toEqual(expect.arrayContaining(PROBES.map(({ theme }) => theme)));
    expect(waived.filter(({ name }) => noticing.includes(name))).toEqual([]);
  });
});
