import { DATE_FORMATS, writeDate, yearsOf } from '../../../core/model/date-format.ts';
import { readDateTime } from '../../../core/model/date-time.ts';

const DATE = '2024-05-01T07:15:00.000Z';

describe('writeDate', () => {
  it.each([
    ['yyyy-MM-ddTHH:mm:ss.SSSZ', '2024-05-01T07:15:00.000Z'],
    ['yyyy-MM-ddTHH:mm:ss.SSSSSSZ', '2024-05-01T07:15:00.000000Z'],
    ['yyyy-MM-ddTHH:mm:ssZ', '2024-05-01T07:15:00Z'],
    ['yyyy-MM-ddTHH:mm:ss+00:00', '2024-05-01T07:15:00+00:00'],
    ['yyyy-MM-ddTHH:mm:ss+0000', '2024-05-01T07:15:00+0000'],
    ['yyyy-MM-ddTHH:mmZ', '2024-05-01T07:15Z'],
    ['yyyy-MM-dd HH:mm:ss', '2024-05-01 07:15:00'],
    ['yyyy-MM-dd', '2024-05-01'],
    ['yyyy-MM', '2024-05'],
    ['yyyy', '2024'],
    ['yyyyMMdd', '20240501'],
    ['epoch milliseconds', 1_714_547_700_000],
    ['epoch milliseconds as text', '1714547700000'],
    ['epoch seconds', 1_714_547_700],
    ['epoch seconds as text', '1714547700'],
  ])('writes the form %s', (format, written) => {
    const value = writeDate(DATE, format);

    expect(value).toBe(written);
  });

  it('writes a date in no two forms alike, so that a form can be told from a value', () => {
    const written = DATE_FORMATS.map((format) => JSON.stringify(writeDate(DATE, format)));

    expect(new Set(written).size).toBe(DATE_FORMATS.length);
  });

  it('writes the same moment in every form with a time', () => {
    const timed = DATE_FORMATS.filter((format) => format.includes('T'));

    const moments = timed.map((format) => readDateTime(writeDate(DATE, format)));

    expect(new Set(moments)).toEqual(new Set([DATE]));
  });
});

describe('yearsOf', () => {
  it.each([
    ['2024-05-01T07:15:00.000Z', 2024],
    ['2024-05-01', 2024],
    ['Wed, 01 May 2024 07:15:00 GMT', 2024],
    ['2024', 2024],
    [2024, 2024],
    ['20240501', 2024],
    [20_240_501, 2024],
    [1_714_547_700, 2024],
    [1_714_547_700_000, 2024],
    ['1714547700', 2024],
  ])('finds the year in %p', (value, year) => {
    const years = yearsOf(value);

    expect(years).toContain(year);
  });

  it.each(['bike', '', true, null, [], 7, -0.5, 1e300])('finds no likely year in %p', (value) => {
    const years = yearsOf(value);

    expect(years.filter((year) => year > 2000 && year < 2100)).toEqual([]);
  });
});
