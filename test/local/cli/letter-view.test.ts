import type { DeadLetter } from '../../../core/model/dead-letter.ts';
import { letterJson, letterPage, letterTable } from '../../../local/cli/letter-view.ts';
import { printable } from '../../../local/cli/printable.ts';
import { aParkedAttempt, NOW } from '../../support/builders.ts';

const aLetter = (change: Partial<DeadLetter> = {}): DeadLetter => ({
  ...{ id: 'letter-1', queue: 'executions', at: NOW.toISOString() },
  body: JSON.stringify(aParkedAttempt()),
  ...change,
});
const fromOutside = aLetter({
  ...{ id: 'letter-2', queue: 'data-events', body: 'SECRET' },
  reason: 'Data event: not JSON\u001b]0;title\u0007',
});

describe('printable', () => {
  it.each([
    ['an escape sequence', 'a\u001b[2Jb', 'a\\u{1b}[2Jb'],
    ['a line break', 'a\nb', 'a\\u{a}b'],
    ['a C1 control', 'a\u009bb', 'a\\u{9b}b'],
    ['reversed text', 'a\u202eb', 'a\\u{202e}b'],
    ['half a character', 'a\ud800b', 'a\\u{d800}b'],
    ['letters of any script', 'naïve 日本 😀', 'naïve 日本 😀'],
  ])('makes %s harmless', (_what, text, expected) => {
    expect(printable(text, 100)).toBe(expected);
  });

  it('shortens, and says by how much', () => {
    expect(printable('x'.repeat(1_000_000), 3)).toBe('xxx … (999997 more)');
  });
});

describe('the table of dead letters', () => {
  it('has a line for each, with ids and codes, and nothing from outside that a terminal would obey', () => {
    const lines = letterTable([aLetter(), fromOutside]).split('\n');

    expect(lines[0]).toMatch(/^id +queue +when +PDA +function +why$/);
    expect(lines[1]).toMatch(
      /^letter-1 +executions +2026-.+ +asha\.localhost +hydration-coach +FUNCTION_ERROR$/,
    );
    expect(lines[2]).toMatch(/^letter-2 +data-events +2026-.+ +- +- +Data event: not JSON\\u\{1b\}/);
    expect(lines.slice(3)).toEqual(['', '2 dead letters']);
  });

  it('says when there are none', () => {
    expect(letterTable([])).toBe('no dead letters');
  });
});

describe('the page of a dead letter', () => {
  it("shows no message from outside unless asked to, since it may hold somebody's data", () => {
    const [page, whole] = [false, true].map((withBody) => letterPage(fromOutside, { withBody }));

    expect(page).toMatch(/^body +6 bytes, not shown: .*--body/m);
    expect(page).not.toContain('SECRET');
    expect(whole).toMatch(/^body +SECRET$/m);
  });

  it('is the same for programs', () => {
    const [page, whole] = [false, true].map((withBody) => letterJson(fromOutside, { withBody }));

    expect(page).toMatchObject({ id: 'letter-2', bytes: 6 });
    expect(JSON.stringify(page)).not.toContain('SECRET');
    expect(whole).toMatchObject({ body: 'SECRET' });
  });

  it('shows every id of a parked attempt, and no body beside them', () => {
    const page = letterPage(aLetter(), { withBody: false });

    expect(page).toMatch(/^executionId +6f1c4b0e-.*$/m);
    expect(page).toMatch(/^useAll +false$/m);
    expect(page).not.toMatch(/^body/m);
  });
});
