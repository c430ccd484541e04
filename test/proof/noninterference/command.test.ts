import { BREAK_NAMES, LEAKS } from '../../../proof/noninterference/breaks.ts';
import { runProof } from '../../support/run-proof.ts';

describe('npm run noninterference', () => {
  it('finds nothing but what is declared in 90 pairs that nobody has seen', async () => {
    const { output, code } = await runProof('noninterference', '--pairs', '90');

    // What it printed names the seed to play again.
    expect(code === 0 ? '' : output).toBe('');
    expect(output).toContain('90 pairs in');
  }, 300_000);

  it.each(BREAK_NAMES)(
    'notices an engine that gives away: %s',
    async (name) => {
      const args = ['--pairs', '30', '--jobs', '1', '--seed', '7000', '--break', name];

      const { output, code } = await runProof('noninterference', ...args);

      expect(code).toBe(1);
      expect(output).toContain(`"${LEAKS[name].channel}"`);
      expect(output).toMatch(/^Again: npm run noninterference -- --pairs 1 --seed \d+ --break /m);
    },
    300_000,
  );

  it('plays a failing pair again, the same each time', async () => {
    const again = ['--pairs', '1', '--seed', '7000', '--break', 'exact size on the bus'];

    const [first, second] = await Promise.all([1, 2].map(() => runProof('noninterference', ...again)));

    expect(first?.code).toBe(1);
    expect(second).toEqual(first);
  }, 60_000);

  it.each([
    [['--pairs', 'many'], /whole number/],
    [['--break', 'nothing'], /Allowed choices are record in a log/],
  ])('says what is wrong with %j', async (args, complaint) => {
    const { output, code } = await runProof('noninterference', ...args);

    expect(code).toBe(1);
    expect(output).toMatch(complaint);
  });
});
