import { UNBORN } from '../../../core/canary/canary-item.ts';
import { judge } from '../../../core/canary/judge.ts';
import { NOW } from '../../support/builders.ts';
import { aCanary, minutesAgo, withAnswer } from '../../support/canary-records.ts';

describe('the judgement on the canary', () => {
  it('is that all is well when the newest heartbeat whose time is over was answered right', () => {
    const item = withAnswer(withAnswer(aCanary(10, 5), 1), 2);

    const judgement = judge(item, NOW);

    expect(judgement).toEqual({ verdict: 'answered', ageSeconds: 300, breaches: [] });
  });

  it('is about no heartbeat that may still be on its way', () => {
    const item = withAnswer(aCanary(5, 1.9), 1);

    const judgement = judge(item, NOW);

    expect(judgement).toEqual({ verdict: 'answered', ageSeconds: 300, breaches: [] });
  });

  it('is about a heartbeat as soon as its two minutes are over, whatever became of those before', () => {
    const item = withAnswer(aCanary(7, 2), 1);

    const judgement = judge(item, NOW);

    expect(judgement).toEqual({ verdict: 'unanswered', ageSeconds: 420, breaches: [] });
  });

  it.each([
    ['an answer that does not follow from it', { echo: 'f'.repeat(64) }, 'wrong'],
    ['something open', { breaches: ['another-tenant'] }, 'breached'],
    ['something open, and another answer than the right one', { echo: '', breaches: ['layer'] }, 'breached'],
    ['an answer that its function did not derive', { chain: [] }, 'unanswered'],
    ['an answer that others derived from its own', { chain: ['canary', 'other'] }, 'unanswered'],
    ['something that is no answer', { breaches: ['of another kind'] }, 'unanswered'],
  ])('tells of %s', (_what, answer, verdict) => {
    const item = withAnswer(aCanary(5), 1, answer);

    const judgement = judge(item, NOW);

    expect(judgement).toMatchObject({ verdict, ageSeconds: undefined });
  });

  it.each([
    ['the next one was sent', withAnswer(aCanary(10, 5), 1, { breaches: ['layer'] })],
    ['its own is forgotten', withAnswer(aCanary(5), 7, { breaches: ['layer'] })],
  ])('tells what was found open by an answer that came when %s', (_what, item) => {
    const judgement = judge(item, NOW);

    expect(judgement).toMatchObject({ verdict: 'breached', breaches: ['layer'] });
  });

  it('tells what was found open, each once', () => {
    const found = { breaches: ['layer', 'variable'] };
    const item = withAnswer(
      withAnswer(withAnswer(aCanary(10, 5), 1, { breaches: ['no-tenant'] }), 2, found),
      2,
      found,
    );

    const judgement = judge(item, NOW);

    expect(judgement.breaches).toEqual(['no-tenant', 'layer', 'variable']);
  });

  it('tells of a heartbeat that was answered twice', () => {
    const item = withAnswer(withAnswer(aCanary(5), 1), 1);

    const judgement = judge(item, NOW);

    expect(judgement.verdict).toBe('doubled');
  });

  it('tells how old the newest heartbeat is that was answered right, even one whose time is not over', () => {
    const item = withAnswer(withAnswer(aCanary(10, 5, 1), 1), 3);

    const judgement = judge(item, NOW);

    expect(judgement).toEqual({ verdict: 'unanswered', ageSeconds: 60, breaches: [] });
  });

  it.each([
    ['nothing has happened', UNBORN, 'waiting'],
    ['its function is not there for an hour', { ...UNBORN, bornAt: minutesAgo(60).toISOString() }, 'waiting'],
    ['its function is not there for longer', { ...UNBORN, bornAt: minutesAgo(61).toISOString() }, 'refused'],
    [
      'the first heartbeat is on its way',
      { ...aCanary(1), bornAt: minutesAgo(300).toISOString() },
      'waiting',
    ],
  ])('before the first heartbeat: %s', (_what, item, verdict) => {
    const judgement = judge(item, NOW);

    expect(judgement.verdict).toBe(verdict);
  });
});
