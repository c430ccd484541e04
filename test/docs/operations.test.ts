import { readFileSync } from 'node:fs';
import { METRICS } from '../../core/model/metrics.ts';

const page = readFileSync('docs/operations.md', 'utf8');
const [, table = ''] = page.split('| metric | by | counts |');
const rows = [...table.matchAll(/^\| ((?:`\w+`(?:, )?)+) \| ((?:`\w+`(?:, )?)*) ?\|/gm)];
const words = (cell = '') => [...cell.matchAll(/`(\w+)`/g)].map(([, word = '']) => word);

describe('docs/operations.md', () => {
  it('has the metrics that there are, with their dimensions', () => {
    const listed = rows.flatMap(([, names, dimensions]) =>
      words(names).map((name) => [name, words(dimensions)]),
    );
    const known = Object.entries(METRICS).map(([name, { dimensions }]) => [name, [...dimensions]]);

    expect(listed.toSorted()).toEqual(known.toSorted());
  });
});
