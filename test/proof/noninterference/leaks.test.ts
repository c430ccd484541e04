import { BREAK_NAMES, LEAKS } from '../../../proof/noninterference/breaks.ts';
import { described } from '../../../proof/noninterference/describe.ts';
import { type PairId, type PairOutcome, playPair } from '../../../proof/noninterference/pair.ts';
import { pairs } from '../../../proof/noninterference/pairs.ts';

/** The first pair in which something shows that must not. */
async function firstNoticed(name: (typeof BREAK_NAMES)[number]): Promise<PairOutcome | undefined> {
  for (const pair of pairs(7000, 30, name)) {
    const outcome = await playPair(pair);
    if (outcome.difference ?? outcome.fault) return outcome;
  }
  return undefined;
}

describe('an engine that gives something away', () => {
  it.each(BREAK_NAMES)(
    'is noticed, and told where: %s',
    async (name) => {
      const noticed = await firstNoticed(name);

      const { one, other } = noticed?.difference ?? {};
      const { kind = noticed?.kind } = LEAKS[name] as { readonly kind?: string };
      expect(noticed?.fault).toBeUndefined();
      expect(noticed?.kind).toBe(kind);
      expect([one?.channel, other?.channel]).toContain(LEAKS[name].channel);
    },
    120_000,
  );

  it.each(BREAK_NAMES.filter((name) => 'kind' in LEAKS[name]))(
    'is noticed by the first pair of its kind: %s',
    async (name) => {
      const { kind } = LEAKS[name] as { readonly kind?: string };
      const [first] = [...pairs(7000, 30, name)].filter((pair) => pair.kind === kind);

      const { difference } = await playPair(first as PairId);

      expect(difference?.one?.channel).toBe(LEAKS[name].channel);
    },
    60_000,
  );

  it('is told with both sides, shortened, and with the command that plays it again', async () => {
    const noticed = (await firstNoticed('record in a log')) as PairOutcome;

    const told = described(noticed);

    expect(told).toMatch(/^Seed \d+ \((contents|signals|times|free), [a-z ]+\): observation \d+, "log"/);
    expect(told).toMatch(/^one input: {3}\S.* log, about asha\.example/m);
    expect(told).toMatch(/^other input: \S.* log, about asha\.example/m);
    expect(told).toContain(
      `Again: npm run noninterference -- --pairs 1 --seed ${noticed.seed} --break 'record in a log'`,
    );
    expect(Math.max(...told.split('\n').map(({ length }) => length))).toBeLessThan(800);
  }, 120_000);
});
