import { readPlainCursor, writePlainCursor } from '../../../adapters/pda/plain-cursor.ts';
import { uuid } from '../../support/builders.ts';

describe('a place in a window of a plain PDA', () => {
  it.each([
    [{ window: 7 }, 'p1-7-end'],
    [{ window: 0, recordId: uuid(1) }, `p1-0-${uuid(1)}`],
    [{ window: 999_999_999_999_999, recordId: uuid(2) }, `p1-999999999999999-${uuid(2)}`],
  ])('is read as it was written: %j', (place, cursor) => {
    const written = writePlainCursor(place);

    expect(written).toBe(cursor);
    expect(readPlainCursor(written)).toEqual(place);
  });

  it.each([
    undefined,
    '',
    'v1-12',
    'p1-end',
    'p1--end',
    'p1-x-end',
    'p1-1-ende',
    ' p1-1-end',
    `p2-1-${uuid(1)}`,
    `p1-1-${uuid(1)}0`,
    `p1-1-${uuid(1).slice(1)}`,
    `p1-1-${'x'.repeat(36)}`,
    'p1-1234567890123456-end',
  ])('is nothing that was not written so: %s', (cursor) => {
    const place = readPlainCursor(cursor);

    expect(place).toBeUndefined();
  });
});
