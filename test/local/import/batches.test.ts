import { Batches } from '../../../local/import/batches.ts';
import type { ImportRecord } from '../../../local/import/import-item.ts';

function record(part: Partial<ImportRecord> = {}): ImportRecord {
  return { kind: 'record', where: 'a line', endpoint: 'a/b', data: 1, ...part };
}

const MB_TEXT = 'x'.repeat(999_000);

describe('Batches', () => {
  it('hold at most 100 records', () => {
    const batches = new Batches();

    const full = Array.from({ length: 250 }, () => batches.add(record())).flat();

    expect(full.map(({ records }) => records.length)).toEqual([100, 100]);
    expect(batches.rest().map(({ records }) => records.length)).toEqual([50]);
  });

  it('hold at most 1 MB, or one record that is larger', () => {
    const batches = new Batches();
    const sizes = [900_000, 50_000, 50_000, 3_000_000, 10];

    const full = sizes.flatMap((size) => batches.add(record({ data: 'x'.repeat(size) })));

    expect(full.map(({ records }) => records.length)).toEqual([2, 1, 1]);
  });

  it('are of one endpoint, and those that wait are few however many endpoints there are', () => {
    const batches = new Batches();

    const full = Array.from({ length: 20 }, (_, index) =>
      batches.add(record({ endpoint: `a/${index}`, data: MB_TEXT })),
    ).flat();

    expect(full.map(({ endpoint }) => endpoint)).toEqual(['a/0', 'a/1', 'a/2', 'a/3']);
    expect(batches.rest()).toHaveLength(16);
  });

  it('keep the order of an endpoint, also where some records bring an id', () => {
    const batches = new Batches();
    const records = [
      record({ data: 1 }),
      record({ data: 2, sourceUniqueId: 'two' }),
      record({ data: 3, sourceTimestamp: '2025-01-01T00:00:00.000Z' }),
      record({ data: 4 }),
    ];

    const all = [...records.flatMap((one) => batches.add(one)), ...batches.rest()];

    expect(all.map(({ asWhole }) => asWhole)).toEqual([false, true, false]);
    expect(all.flatMap((batch) => batch.records)).toEqual(records);
  });
});
