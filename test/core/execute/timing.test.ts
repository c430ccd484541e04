import { after, backoffMs, resumeAfterMs, slotPauseMs } from '../../../core/execute/timing.ts';
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
    ['five minutes at most', 1_200, 300],
    ['no more than that after a day', 86_400, 300],
  ])('is between half and all of %s', (_what, waited, seconds) => {
    const pauses = [0, 0.5, 1].map((random) => slotPauseMs(waited * 1000, random));

    expect(pauses).toEqual([500, 750, 1000].map((thousandth) => thousandth * seconds));
  });
});

describe('after', () => {
  it('is that much later, as it is stored', () => {
    const later = after(NOW, 1_500);

    expect(later).toBe('2026-03-02T09:00:01.500Z');
  });
});
