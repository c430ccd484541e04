import { bundleDates } from '../../../core/execute/dates.ts';
import { anAttempt } from '../../support/builders.ts';

const attempt = (useAll = false) => anAttempt({ at: '2026-08-31T09:00:59.999Z', useAll });

describe('bundleDates', () => {
  it('reach from half a year back to a quarter ahead at first, by the calendar and to the minute', () => {
    const dates = bundleDates(attempt(), undefined);

    expect(dates).toEqual({
      fromDate: '2026-02-28T09:00:00.000Z',
      untilDate: '2026-11-30T09:00:00.000Z',
    });
  });

  it('begin where the last run ended', () => {
    const dates = bundleDates(attempt(), '2026-08-30T08:15:42.123Z');

    expect(dates.fromDate).toBe('2026-08-30T08:15:00.000Z');
  });

  it('begin with time itself for a run over everything', () => {
    const dates = bundleDates(attempt(true), '2026-08-30T08:15:42.123Z');

    expect(dates.fromDate).toBe('1970-01-01T00:00:00.000Z');
  });
});
