import { runProof } from '../../support/run-proof.ts';

describe('npm run sim', () => {
  it('finds every invariant held in 200 plays that nobody has seen', async () => {
    const { output, code } = await runProof('simulator', '--seeds', '200');

    // What it printed names the seed to play again.
    expect(code === 0 ? '' : output).toBe('');
    expect(output).toMatch(/^all +200 /m);
  }, 300_000);

  it('plays one seed with its trace, the same each time', async () => {
    const [first, again] = await Promise.all(
      [1, 2].map(() => runProof('simulator', '--seed', '7', '--scenario', 'storm')),
    );

    expect(first?.output).toContain('Every invariant held.');
    expect(first?.output).toContain('status.replace');
    expect(again).toEqual(first);
  });

  it.each([
    [['--seeds', 'many'], /whole number/],
    [['--scenario', 'peace'], /Allowed choices are calm/],
  ])('says what is wrong with %j', async (args, complaint) => {
    const { output, code } = await runProof('simulator', ...args);

    expect(code).toBe(1);
    expect(output).toMatch(complaint);
  });
});
