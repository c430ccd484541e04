import {
  ARRIVAL_MS,
  after,
  backoffMs,
  CATALOGUE_AGE_MS,
  CLOCK_SKEW_MS,
  CONSENT_PAUSE_MS,
  LOOK_AGAIN_MS,
  PDA_TIMEOUT_MS,
  resumeAfterMs,
  START_WITHIN_MS,
  slotPauseMs,
} from '../../../core/execute/timing.ts';
import { seededRandom } from '../../../local/sample/random.ts';
import { NOW } from '../../support/builders.ts';

describe('backoffMs', () => {
  it.each([
    [0, 30],
    [1, 30],
    [2, 60],
    [3, 120],
    [4, 240],
    [5, 480],
    [6, 900],
    [10, 900],
    [1000, 900],
  ])('after failure %d waits between half of %d s and all of it', (failures, seconds) => {
    const waits = [0, 0.5, 1].map((random) => backoffMs(failures, random));

    expect(waits).toEqual([500, 750, 1000].map((thousandth) => thousandth * seconds));
  });
});

describe('resumeAfterMs', () => {
  it.each([
    ['at first half a minute', 0, 30],
    ['half a minute, too, when clocks disagree', -60, 30],
    ['half a minute for two minutes', 120, 30],
    ['then a quarter of the time the attempt has taken', 124, 31],
    ['a quarter of half an hour', 1_800, 450],
    ['a quarter of an hour at most', 3_600, 900],
    ['no more than that after a day', 86_400, 900],
  ])('is %s', (_what, age, pause) => {
    const milliseconds = resumeAfterMs(age * 1000);

    expect(milliseconds).toBe(pause * 1000);
  });
});

describe('slotPauseMs', () => {
  it.each([
    ['ten seconds at first', 0, 10],
    ['ten seconds for the first forty', 40, 10],
    ['then a quarter of the time it has waited', 44, 11],
    ['a quarter of eight minutes', 480, 120],
    ['twenty seconds after that: who waits longest asks often', 600, 20],
    ['no more than that after a day', 86_400, 20],
  ])('is between half and all of %s', (_what, waited, seconds) => {
    const pauses = [0, 0.5, 1].map((random) => slotPauseMs(waited * 1000, random));

    expect(pauses).toEqual([500, 750, 1000].map((thousandth) => thousandth * seconds));
  });
});

/** How long each waited, of many who share one place and come back soon after their turn: there is never enough. */
function waitsUnderOverload(seed: string): readonly number[] {
  const random = seededRandom(seed);
  const [people, hours, turnMs, restMs] = [60, 12, 10_000, 60_000];
  const crowd = Array.from({ length: people }, () => ({ since: -1, asksAt: random.next() * restMs }));
  const waits: number[] = [];
  let freeAt = 0;
  for (;;) {
    const next = crowd.reduce((a, b) => (a.asksAt <= b.asksAt ? a : b));
    const now = next.asksAt;
    if (now > hours * 3_600_000)
      return [...waits, ...crowd.map(({ since }) => (since < 0 ? 0 : now - since))];
    if (next.since < 0) next.since = now;
    if (now < freeAt) next.asksAt = now + slotPauseMs(now - next.since, random.next());
    else {
      freeAt = now + turnMs;
      waits.push(now - next.since);
      Object.assign(next, { since: -1, asksAt: freeAt + restMs });
    }
  }
}

describe('work that waits for long', () => {
  it('gets its turn under steady overload', () => {
    const waits = ['a', 'b', 'c'].flatMap(waitsUnderOverload);

    expect(Math.max(...waits)).toBeLessThan(90 * 60_000);
  });
});

describe('after', () => {
  it('is that much later, as it is stored', () => {
    const later = after(NOW, 1_500);

    expect(later).toBe('2026-03-02T09:00:01.500Z');
  });
});

describe('a recall', () => {
  it('I8: is known, asked for and obeyed within a minute', () => {
    // What was read a moment before it, the question that it answers, the step that this allows, and its invocation.
    const latestMs = CATALOGUE_AGE_MS + 2 * START_WITHIN_MS + ARRIVAL_MS + CLOCK_SKEW_MS;

    expect(latestMs).toBeLessThan(60_000);
  });

  it('I8: has no write on its way any more after a minute', () => {
    const latestMs = CATALOGUE_AGE_MS + START_WITHIN_MS + CLOCK_SKEW_MS + PDA_TIMEOUT_MS;

    expect(latestMs).toBeLessThan(60_000);
  });
});

describe('work that cannot be done', () => {
  it('is looked at again within the hour, and after a day where it waits for its owner', () => {
    const [again, consent] = [LOOK_AGAIN_MS, CONSENT_PAUSE_MS].map((pause) => after(NOW, pause));

    expect(again).toBe('2026-03-02T10:00:00.000Z');
    expect(consent).toBe('2026-03-03T09:00:00.000Z');
  });
});
