import { jsonBounds } from '../../../adapters/pda/bounded-json.ts';

const list = (item: string, times: number) => `[${Array(times).fill(item).join(',')}]`;

describe('jsonBounds', () => {
  it.each([
    ['a scalar', '7'],
    ['as many values as may be', list('7', 499_999)],
    ['a long text full of what would be values elsewhere', `"${'[{,'.repeat(1_000_000)}"`],
    ['quotes within texts', `["${'\\"[,'.repeat(1_000_000)}\\\\"]`],
    ['as deep as may be', '['.repeat(210) + ']'.repeat(210)],
    ['many side by side', list('[]', 200_000)],
    ['no JSON', '<html>]]}"'],
    ['nothing', ''],
  ])('lets %s be parsed', (_what, text) => {
    const bounds = jsonBounds(text);

    expect(bounds).toBe('within');
  });

  it.each([
    ['scalars', list('7', 500_001)],
    ['objects', list('{}', 300_000)],
    ['lists', list('[]', 300_000)],
    ['members', `{${Array(500_001).fill('"":1').join(',')}}`],
    ['values after a text that ends in a backslash', `["\\\\",${list('7', 500_000)}]`],
  ])('counts %s', (_what, text) => {
    const bounds = jsonBounds(text);

    expect(bounds).toBe('too many values');
  });

  it.each([
    ['lists', '['.repeat(211)],
    ['objects', '{"a":'.repeat(211)],
  ])('counts the levels of %s', (_what, text) => {
    const bounds = jsonBounds(text);

    expect(bounds).toBe('too deep');
  });
});
