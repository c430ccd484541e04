import fc from 'fast-check';
import { type Part, PartBuilder, type PartLimits } from '../../../core/execute/split.ts';
import { jsonBytes } from '../../../core/model/json.ts';
import type { WindowRow } from '../../../core/ports.ts';
import { aRow } from '../../support/builders.ts';

type Row = [WindowRow, ...WindowRow[]];

const property = (limit?: number) => ({ endpoints: [{ endpoint: 'kitchen/drinks' }], limit });
const limits = (change: Partial<PartLimits> = {}): PartLimits => ({
  maxBytes: 1_000_000,
  maxRecords: Number.POSITIVE_INFINITY,
  bundle: { drinks: property(), walks: property() },
  ...change,
});

/** A record that serialises to `bytes`, the comma behind it included. */
function ofBytes(position: number, bytes: number): Row {
  const row = (note: string) => aRow(position, { item: { endpoint: 'kitchen/drinks', data: note } });
  return [row('x'.repeat(bytes - 1 - jsonBytes(row('').item)))];
}

function split(records: readonly Row[], change: Partial<PartLimits> = {}): Part[] {
  const builder = new PartBuilder(limits(change));
  const parts = [...records.map((record) => builder.add(record)), builder.take()];
  return parts.filter((part) => part !== undefined);
}

const cursors = (parts: readonly Part[]) => parts.map(({ rows }) => rows.map(({ cursor }) => cursor));
const many = (count: number): Row[] => Array.from({ length: count }, (_, index) => [aRow(index + 1)]);

describe('PartBuilder', () => {
  it('makes one part of what fits into one', () => {
    const parts = split(many(3));

    expect(parts).toMatchObject([{ records: 3, until: '3', setAside: 0 }]);
  });

  it('makes nothing of nothing', () => {
    const parts = split([]);

    expect(parts).toEqual([]);
  });

  it('fills a part to the last byte, and no further', () => {
    const parts = split([ofBytes(1, 400), ofBytes(2, 600), ofBytes(3, 100)], { maxBytes: 1000 });

    expect(cursors(parts)).toEqual([['1', '2'], ['3']]);
    expect(parts.map(({ bytes }) => bytes)).toEqual([1000, 100]);
  });

  it('puts no more records into a part than the manifest says', () => {
    const parts = split(many(5), { maxRecords: 2 });

    expect(cursors(parts)).toEqual([['1', '2'], ['3', '4'], ['5']]);
  });

  it('counts a record once, however many properties want it', () => {
    const records: Row[] = many(2).map(([row]) => [row, { ...row, property: 'walks' }]);

    const parts = split(records, { maxRecords: 2 });

    expect(parts).toMatchObject([{ records: 2, rows: { length: 4 } }]);
  });

  it("bounds a part by each property's own limit", () => {
    const bundle = { drinks: property(2), walks: property(1) };
    const records = many(4).map<Row>(([row], index) => [
      { ...row, property: index % 2 === 0 ? 'drinks' : 'walks' },
    ]);

    const parts = split(records, { bundle });

    expect(cursors(parts)).toEqual([['1', '2', '3'], ['4']]);
  });

  it('passes what a property with limit 0 wants none of, and moves on', () => {
    const bundle = { drinks: property(0), walks: property() };

    const parts = split([...many(2), [aRow(3, { property: 'walks' })], [aRow(4)]], { bundle });

    expect(parts).toMatchObject([{ rows: [{ cursor: '3' }], records: 1, until: '4', setAside: 0 }]);
  });

  it('lets what nobody wants end no part, not even a full one', () => {
    const bundle = { drinks: property(0), walks: property() };
    const records: Row[] = [[aRow(1, { property: 'walks' })], [aRow(2)]];

    const parts = split(records, { bundle, maxRecords: 1 });

    expect(parts).toMatchObject([{ rows: [{ cursor: '1' }], until: '2' }]);
  });

  it('does not trip over a property that nobody asked for', () => {
    const parts = split([[aRow(1, { property: 'dreams' })], [aRow(2)]]);

    expect(parts).toMatchObject([{ until: '2' }]);
  });

  it('sets a record that fits into no part aside, and moves on behind it', () => {
    const parts = split([ofBytes(1, 100), ofBytes(2, 1001), ofBytes(3, 100), ofBytes(4, 1001)], {
      maxBytes: 1000,
    });

    expect(cursors(parts)).toEqual([['1', '3']]);
    expect(parts).toMatchObject([{ setAside: 2, until: '4', records: 2 }]);
  });

  it('tells of a window in which every record was set aside', () => {
    const parts = split([ofBytes(1, 1001)], { maxBytes: 1000 });

    expect(parts).toMatchObject([{ rows: [], records: 0, setAside: 1, until: '1' }]);
  });

  it('never cuts a record: what only fits together stands together', () => {
    const [row] = ofBytes(2, 500);
    const both: Row = [row, { ...row, property: 'walks' }];

    const parts = split([ofBytes(1, 100), both], { maxBytes: 1000 });

    expect(cursors(parts)).toEqual([['1'], ['2', '2']]);
  });

  it('whatever comes: the parts together are the input, in order, and each is within its limits', () => {
    const record = fc.record({
      bytes: fc.integer({ min: 100, max: 1400 }),
      properties: fc.subarray(['drinks', 'walks'], { minLength: 1 }),
    });
    const limit = fc.record({
      maxBytes: fc.integer({ min: 200, max: 3000 }),
      maxRecords: fc.integer({ min: 1, max: 6 }),
      drinks: fc.option(fc.integer({ min: 0, max: 4 }), { nil: undefined }),
      walks: fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined }),
    });

    fc.assert(
      fc.property(fc.array(record, { maxLength: 40 }), limit, (wanted, { drinks, walks, ...most }) => {
        const bundle = { drinks: property(drinks), walks: property(walks) };
        const input = wanted.map(({ bytes, properties }, index) => {
          const [row] = ofBytes(index + 100, bytes);
          return properties.map((name) => ({ ...row, property: name })) as Row;
        });

        const parts = split(input, { ...most, bundle });

        const readable = input.map((rows) => rows.filter((row) => row.property !== 'drinks' || drinks !== 0));
        const bytesOf = (rows: readonly WindowRow[]) =>
          rows.reduce((sum, { item }) => sum + jsonBytes(item) + 1, 0);
        const fitting = readable.filter((rows) => bytesOf(rows) <= most.maxBytes);
        expect(parts.flatMap(({ rows }) => rows)).toEqual(fitting.flat());
        expect(parts.reduce((sum, { setAside }) => sum + setAside, 0)).toBe(input.length - fitting.length);
        expect(parts.at(-1)?.until).toBe(input.at(-1)?.[0].cursor);
        for (const { rows, bytes, records } of parts) {
          const count = (name: string) => rows.filter((row) => row.property === name).length;
          expect(bytes).toBe(bytesOf(rows));
          expect(bytes).toBeLessThanOrEqual(most.maxBytes);
          expect(records).toBe(new Set(rows.map(({ cursor }) => cursor)).size);
          expect(records).toBeLessThanOrEqual(most.maxRecords);
          expect(count('drinks')).toBeLessThanOrEqual(drinks ?? 40);
          expect(count('walks')).toBeLessThanOrEqual(walks ?? 40);
        }
      }),
    );
  });
});
