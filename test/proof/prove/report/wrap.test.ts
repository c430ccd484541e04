import { wrap } from '../../../../proof/prove/report/wrap.ts';

describe('a line that is too long', () => {
  it('is broken at spaces, and goes on a little further in', () => {
    const lines = wrap(`    ${'word '.repeat(50)}`).split('\n');

    expect(lines).toHaveLength(3);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(110);
    expect(lines.map((line) => line.search(/\S/))).toEqual([4, 6, 6]);
  });

  it('stays whole where it has no space, and when it fits', () => {
    expect(wrap(`  ${'x'.repeat(200)}`)).toBe(`  ${'x'.repeat(200)}`);
    expect(wrap('  short enough')).toBe('  short enough');
  });
});
