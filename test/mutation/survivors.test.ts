import { readFileSync } from 'node:fs';

interface Survivor {
  readonly in: string;
  readonly mutant: string;
  readonly why: string;
}

const survivors: Record<string, readonly Survivor[]> = JSON.parse(
  readFileSync('test/mutation/survivors.json', 'utf8'),
);
const PAGE = readFileSync('docs/mutation.md', 'utf8');
const EXPLAINED = Object.entries(survivors).flatMap(([module, entries]) =>
  entries.map((entry) => ({ module, ...entry })),
);

describe('the explanation of what no test notices', () => {
  it.each(EXPLAINED)('is about a line that stands in $module: $in', ({ module, in: line }) => {
    const lines = readFileSync(module, 'utf8').split('\n');

    expect(lines.map((text) => text.trim())).toContain(line);
  });

  it.each(EXPLAINED)('is on the page: $mutant', ({ why }) => {
    expect(PAGE).toContain(why);
  });
});
