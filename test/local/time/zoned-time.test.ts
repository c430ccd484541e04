import fc from 'fast-check';
import { instantAt, isoWithOffset, isTimeZone } from '../../../local/time/zoned-time.ts';

const ZONES = ['Europe/London', 'America/St_Johns', 'Asia/Kolkata', 'Pacific/Apia', 'Etc/UTC', 'GMT-0330'];

describe('zoned time', () => {
  it.each([
    ['2025-03-30T00:59:59Z', 'Europe/London', '2025-03-30T00:59:59Z'],
    ['2025-03-30T01:00:00Z', 'Europe/London', '2025-03-30T02:00:00+01:00'],
    ['2025-01-01T02:00:00Z', 'America/St_Johns', '2024-12-31T22:30:00-03:30'],
    ['2025-01-01T02:00:00Z', 'GMT+0530', '2025-01-01T07:30:00+05:30'],
    ['2025-01-01T02:00:00Z', '+05:30', '2025-01-01T07:30:00+05:30'],
  ])('shows %s in %s as %s', (instant, zone, expected) => {
    const shown = isoWithOffset(new Date(instant), zone);

    expect(shown).toBe(expected);
  });

  it('names the same instant in every zone', () => {
    const anyInstant = fc.date({
      min: new Date('1990-01-01'),
      max: new Date('2040-01-01'),
      noInvalidDate: true,
    });

    const property = fc.property(anyInstant, fc.constantFrom(...ZONES), (instant, zone) => {
      const shown = new Date(isoWithOffset(instant, zone));
      expect(shown.getTime()).toBe(Math.floor(instant.getTime() / 1000) * 1000);
    });

    fc.assert(property);
  });

  it.each([
    ['2025-03-29', 7 * 60, 'Europe/London', '2025-03-29T07:00:00.000Z'],
    ['2025-03-30', 7 * 60, 'Europe/London', '2025-03-30T06:00:00.000Z'],
    ['2025-03-30', 90, 'Europe/London', '2025-03-30T01:30:00.000Z'],
    ['2025-11-02', 20 * 60, 'America/Toronto', '2025-11-03T01:00:00.000Z'],
  ])('finds when %s has got %d minutes old in %s', (day, minutes, zone, expected) => {
    const instant = instantAt(day, minutes, zone);

    expect(instant.toISOString()).toBe(expected);
  });

  it('knows zones from names nobody uses', () => {
    const known = ['Europe/London', '+05:30', 'GMT+0530', 'Mars/Base', ''].filter(isTimeZone);

    expect(known).toEqual(['Europe/London', '+05:30', 'GMT+0530']);
  });
});
