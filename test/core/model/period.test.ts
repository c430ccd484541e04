import fc from 'fast-check';
import { minusPeriod, periodFromMilliseconds, periodSchema, plusMonths } from '../../../core/model/period.ts';

const date = (text: string) => new Date(`${text}T12:34:56.789Z`);

describe('periodSchema', () => {
  it.each(['P1D', 'P1W', 'PT90S', 'P1M', 'P1Y2M3W4DT5H6M7.5S', 'PT0.001S', 'P0DT1H'])(
    'keeps %s',
    (period) => {
      const read = periodSchema.parse(period);

      expect(read).toBe(period);
    },
  );

  it.each([
    [86_400_000, 'PT24H'],
    [5_400_000, 'PT1H30M'],
    [90_000, 'PT1M30S'],
    [1, 'PT0.001S'],
  ])('reads %d as milliseconds: %s', (milliseconds, period) => {
    const read = periodSchema.parse(milliseconds);

    expect(read).toBe(period);
  });

  it.each([
    0,
    -1,
    1.5,
    1e300,
    '0',
    '',
    'P',
    'PT',
    'P1DT',
    'PT0S',
    'P0D',
    '1D',
    'P-1D',
    'P1.5D',
    'P1H',
    'daily',
    null,
  ])('refuses %j', (value) => {
    const read = periodSchema.safeParse(value);

    expect(read.success).toBe(false);
  });

  it('says what would do', () => {
    const read = periodSchema.safeParse(0);

    expect(read.error?.issues[0]?.message).toBe(
      'must be an ISO 8601 period such as "P1W", or milliseconds above 0',
    );
  });

  it('reads what it has made of a number as that period again', () => {
    const numbers = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });

    fc.assert(
      fc.property(numbers, (milliseconds) => {
        const period = periodSchema.parse(milliseconds);

        expect(periodSchema.parse(period)).toBe(period);
      }),
    );
  });
});

describe('minusPeriod', () => {
  it.each([
    ['2026-03-31', 'P1M', '2026-02-28'],
    ['2024-03-31', 'P1M', '2024-02-29'],
    ['2026-03-28', 'P1M', '2026-02-28'],
    ['2026-01-31', 'P1M', '2025-12-31'],
    ['2026-07-31', 'P1M', '2026-06-30'],
    ['2026-01-15', 'P13M', '2024-12-15'],
    ['2024-02-29', 'P1Y', '2023-02-28'],
    ['2024-02-29', 'P4Y', '2020-02-29'],
    ['2026-03-01', 'P1D', '2026-02-28'],
    ['2024-03-01', 'P1D', '2024-02-29'],
    ['2026-03-02', 'P1W', '2026-02-23'],
    ['2026-03-31', 'P1M1D', '2026-02-27'],
  ])('%s − %s is %s', (from, period, expected) => {
    const result = minusPeriod(date(from), period);

    expect(result).toEqual(date(expected));
  });

  it('takes hours, minutes and fractions of seconds by the clock', () => {
    const result = minusPeriod(new Date('2026-03-01T01:00:00.000Z'), 'PT1H30M0.5S');

    expect(result.toISOString()).toBe('2026-02-28T23:29:59.500Z');
  });

  it('takes back exactly the milliseconds that a period was made of', () => {
    const now = new Date('2026-03-02T09:00:00.000Z');
    const numbers = fc.integer({ min: 1, max: 10 * 365 * 86_400_000 });

    fc.assert(
      fc.property(numbers, (milliseconds) => {
        const period = periodFromMilliseconds(milliseconds);

        expect(now.getTime() - minusPeriod(now, period).getTime()).toBe(milliseconds);
      }),
    );
  });
});

describe('plusMonths', () => {
  it('stays in the month it counts to, on the same day or the last there is', () => {
    const dates = fc.date({
      min: new Date('1900-01-01T00:00:00.000Z'),
      max: new Date('2100-01-01T00:00:00.000Z'),
      noInvalidDate: true,
    });

    fc.assert(
      fc.property(dates, fc.integer({ min: -500, max: 500 }), (from, months) => {
        const result = plusMonths(from, months);

        const monthOf = (each: Date) => each.getUTCFullYear() * 12 + each.getUTCMonth();
        const isLastDay = new Date(result.getTime() + 86_400_000).getUTCDate() === 1;
        expect(monthOf(result)).toBe(monthOf(from) + months);
        expect(result.getUTCDate() === from.getUTCDate() || isLastDay).toBe(true);
        expect(result.toISOString().slice(11)).toBe(from.toISOString().slice(11));
      }),
    );
  });
});
