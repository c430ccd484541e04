import { readFileSync } from 'node:fs';
import { ERROR_CODES, ERRORS, type Fault } from '../../core/model/error-code.ts';

const WHOSE: Readonly<Record<Fault, string>> = {
  function: "the function's",
  pda: "the PDA's",
  engine: 'ours',
  owner: "the owner's decision",
};

describe('docs/error-codes.md', () => {
  const rows = readFileSync('docs/error-codes.md', 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| `'));

  it.each(Object.entries(ERRORS))('explains %s as the engine does', (code, { fault, cause, remedy }) => {
    const row = rows.filter((line) => line.startsWith(`| \`${code}\` |`));

    expect(row).toEqual([`| \`${code}\` | ${WHOSE[fault]} | ${cause} | ${remedy} |`]);
  });

  it('has the codes that there are, and no other', () => {
    const codes = rows.map((row) => row.split('`')[1]);

    expect(codes).toEqual(ERROR_CODES);
  });
});
