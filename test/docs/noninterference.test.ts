import { readFileSync } from 'node:fs';
import { capacityTable, channelTable, fieldTable } from '../../proof/noninterference/observe/capacity.ts';

const page = readFileSync('docs/noninterference.md', 'utf8');

describe('docs/noninterference.md', () => {
  it.each([
    ['who sees what', channelTable()],
    ['what they can learn at most', capacityTable()],
    ['every field that may differ', fieldTable()],
  ])('tells as the proof has it: %s', (_what, table) => {
    // Out of date: paste what `npm run noninterference -- --tables` prints.
    expect(page).toContain(table);
  });
});
