import { triggerSchema } from '../../../core/model/trigger.ts';

describe('triggerSchema', () => {
  it.each([
    { triggerType: 'individual' },
    { triggerType: 'manual' },
    { triggerType: 'periodic', period: 'P1D' },
  ])('reads %j', (trigger) => {
    const read = triggerSchema.parse(trigger);

    expect(read).toEqual(trigger);
  });

  it('reads a period in milliseconds', () => {
    const read = triggerSchema.parse({ triggerType: 'periodic', period: 86_400_000 });

    expect(read).toEqual({ triggerType: 'periodic', period: 'PT24H' });
  });

  it.each([
    ['no type', {}, ['triggerType']],
    ['another type', { triggerType: 'daily' }, ['triggerType']],
    ['periodic without a period', { triggerType: 'periodic' }, ['period']],
    ['periodic with a period of nothing', { triggerType: 'periodic', period: 0 }, ['period']],
  ])('refuses %s, and names the place', (_what, trigger, path) => {
    const read = triggerSchema.safeParse(trigger);

    expect(read.error?.issues[0]?.path).toEqual(path);
  });
});
