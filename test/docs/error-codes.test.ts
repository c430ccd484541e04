import { readFileSync } from 'node:fs';
import { ERRORS } from '../../core/model/error-code.ts';

describe('docs/error-codes.md', () => {
  const page = readFileSync('docs/error-codes.md', 'utf8');

  it.each(Object.entries(ERRORS))('explains %s as the engine does', (code, { cause, remedy }) => {
    const row = page.split('\n').find((line) => line.startsWith(`| \`${code}\` |`));

    expect(row).toContain(`| ${cause} | ${remedy} |`);
  });
});
