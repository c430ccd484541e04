import { runProof } from '../../support/run-proof.ts';

describe('npm run noninterference', () => {
  it('finds nothing but what is declared in 90 pairs that nobody has seen', async () => {
    const { output, code } = await runProof('noninterference', '--pairs', '90');

    // What it printed names the seed to play again.
    expect(code === 0 ? '' : output).toBe('');
    expect(output).toContain('90 pairs in');
    expect(output).toMatch(/^Together, of one run of one part: operator: /m);
  }, 300_000);

  it('fails on an engine that gives something away, the same each time for the same seed', async () => {
    const broken = ['--pairs', '1', '--seed', '7001', '--break', 'exact size on the bus'];

    const [first, second] = await Promise.all([1, 2].map(() => runProof('noninterference', ...broken)));

    expect(first?.code).toBe(1);
    expect(first?.output).toContain('"event bus", detail.bytesOut: the field is not declared.');
    expect(second).toEqual(first);
  }, 120_000);

  it.each([
    [['--pairs', 'many'], /whole number/],
    [['--break', 'nothing'], /Allowed choices are record in a log/],
  ])(
    'says what is wrong with %j',
    async (args, complaint) => {
      const { output, code } = await runProof('noninterference', ...args);

      expect(code).toBe(1);
      expect(output).toMatch(complaint);
    },
    60_000,
  );
});
