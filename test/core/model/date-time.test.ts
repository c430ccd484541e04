import fc from 'fast-check';
import { dateTimeSchema, readDateTime } from '../../../core/model/date-time.ts';

describe('readDateTime', () => {
  it.each([
    ['2024', '2024-01-01T00:00:00.000Z'],
    ['2024-05', '2024-05-01T00:00:00.000Z'],
    ['2024-05-01', '2024-05-01T00:00:00.000Z'],
    ['2024-02-29', '2024-02-29T00:00:00.000Z'],
    ['0050-01-01', '0050-01-01T00:00:00.000Z'],
    ['9999-12-31T23:59:59.999Z', '9999-12-31T23:59:59.999Z'],
    ['2024-05-01T10', '2024-05-01T10:00:00.000Z'],
    ['2024-05-01T10:00', '2024-05-01T10:00:00.000Z'],
    ['2024-05-01T10:00:30', '2024-05-01T10:00:30.000Z'],
    ['2024-05-01T10:00:00Z', '2024-05-01T10:00:00.000Z'],
    ['2024-05-01T10:00:00+0000', '2024-05-01T10:00:00.000Z'],
    ['2024-05-01T10:00:00.123+01:00', '2024-05-01T09:00:00.123Z'],
    ['2024-05-01T10:00:00-0530', '2024-05-01T15:30:00.000Z'],
    ['2024-05-01T10:00:00+02', '2024-05-01T08:00:00.000Z'],
    ['2024-05-01T00:30:00+01:00', '2024-04-30T23:30:00.000Z'],
    ['2024-05-01T10:00:00.5Z', '2024-05-01T10:00:00.500Z'],
    ['2024-05-01T10:00:00.123456789Z', '2024-05-01T10:00:00.123Z'],
    ['2024-05-01T10:00:00,25Z', '2024-05-01T10:00:00.250Z'],
    ['2024-W10-1', '2024-03-04T00:00:00.000Z'],
    ['2024-W10', '2024-03-04T00:00:00.000Z'],
    ['2024-W10-7T12:00Z', '2024-03-10T12:00:00.000Z'],
    ['2021-W01-1', '2021-01-04T00:00:00.000Z'],
    ['2020-W53-7', '2021-01-03T00:00:00.000Z'],
    ['2015-W01-1', '2014-12-29T00:00:00.000Z'],
  ])('reads %s', (text, expected) => {
    const read = readDateTime(text);

    expect(read).toBe(expected);
  });

  it.each([
    [1714547700000, '2024-05-01T07:15:00.000Z'],
    [0, '1970-01-01T00:00:00.000Z'],
    [-1, '1969-12-31T23:59:59.999Z'],
  ])('reads the number %d as milliseconds since 1970', (milliseconds, expected) => {
    const read = readDateTime(milliseconds);

    expect(read).toBe(expected);
  });

  it.each([
    ['digits in a text', '1714547700'],
    ['a blank instead of T', '2024-05-01 10:00:00'],
    ['nothing', ''],
    ['words', 'yesterday'],
    ['an English date', 'Wed May 01 10:00:00 +0000 2024'],
    ['month 0', '2024-00-01'],
    ['month 13', '2024-13-01'],
    ['day 0', '2024-05-00'],
    ['day 32', '2024-05-32'],
    ['30 February', '2024-02-30'],
    ['29 February of a common year', '2023-02-29'],
    ['hour 24', '2024-05-01T24:00:00Z'],
    ['minute 60', '2024-05-01T10:60:00Z'],
    ['second 60', '2024-05-01T10:00:60Z'],
    ['an offset of 24 hours', '2024-05-01T10:00:00+24:00'],
    ['an offset of 60 minutes', '2024-05-01T10:00:00+01:60'],
    ['week 0', '2024-W00-1'],
    ['week 54', '2024-W54-1'],
    ['week 53 of a year that has 52', '2024-W53-1'],
    ['weekday 0', '2024-W10-0'],
    ['weekday 8', '2024-W10-8'],
    ['something behind it', '2024-05-01T10:00:00Z!'],
    ['something before it', ' 2024-05-01'],
    ['a year of five digits', '12024-05-01'],
    ['a moment that UTC has in the year 10000', '9999-12-31T23:59:59-01:00'],
    ['a moment that UTC has before the year 0', '0000-01-01T00:00:00+01:00'],
    ['a number past the year 9999', 253_402_300_800_000],
    ['a number that is none', Number.NaN],
    ['no date at all', { year: 2024 }],
  ])('refuses %s', (_what, value) => {
    const read = readDateTime(value);

    expect(read).toBeUndefined();
  });

  it('reads back every date that it can write, to the millisecond', () => {
    const dates = fc.date({
      min: new Date('0000-01-01T00:00:00.000Z'),
      max: new Date('9999-12-31T23:59:59.999Z'),
      noInvalidDate: true,
    });

    fc.assert(
      fc.property(dates, (date) => {
        expect(readDateTime(date.toISOString())).toBe(date.toISOString());
        expect(readDateTime(date.getTime())).toBe(date.toISOString());
      }),
    );
  });

  it('reads every millisecond of a second', () => {
    const texts = Array.from(
      { length: 1000 },
      (_, ms) => `2024-05-01T10:00:00.${String(ms).padStart(3, '0')}Z`,
    );

    const read = texts.map(readDateTime);

    expect(read).toEqual(texts);
  });
});

describe('dateTimeSchema', () => {
  it('says what would do', () => {
    const read = dateTimeSchema.safeParse('soon');

    expect(read.error?.issues).toMatchObject([
      { message: 'must be an ISO 8601 date or milliseconds since 1970' },
    ]);
  });
});
