import { readFileSync } from 'node:fs';
import { configurationTable } from '../../lib/config/configuration-table.ts';
import { stageConfigSchema } from '../../lib/config/stage-config.ts';

const example = JSON.parse(readFileSync('config/example.json', 'utf8'));
const table = configurationTable(example);

/** The first cell of each row. */
const fields = [...table.matchAll(/^\| `(.*?)` \|/gm)].map(([, field]) => field);

describe('docs/configuration.md', () => {
  it('has the table of all fields as it is now; otherwise: npm run docs:configuration', () => {
    const page = readFileSync('docs/configuration.md', 'utf8');

    expect(page).toContain(`<!-- fields -->\n${table}\n<!-- end of fields -->`);
  });

  it('tells of every field what it decides and what it may be', () => {
    const rows = table.split('\n').slice(2);

    expect(fields).toEqual(expect.arrayContaining(Object.keys(stageConfigSchema.shape)));
    expect(fields).toEqual(
      expect.arrayContaining(['rollouts.<id>.percentage', 'rollouts.<id>.failuresToReturn']),
    );
    for (const row of rows) expect(row).toMatch(/^\| `\S+` \| .{10,}[.!?] \| .{3,} \| `?.+`? \| .* \|$/);
  });

  it('has an example that sets every field', () => {
    expect(Object.keys(example).toSorted()).toEqual(Object.keys(stageConfigSchema.shape).toSorted());
  });
});
