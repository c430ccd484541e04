import { endingTokens } from '../../../local/pdas/ending-tokens.ts';

const NOW = new Date('2026-01-10T00:00:00.000Z');
const registration = (tokenEnds?: string) => {
  return { pda: 'asha.hubat.net', url: 'https://asha.hubat.net', registeredAt: '', tokenEnds };
};

describe('what is said of tokens that end', () => {
  it.each([
    ['2026-01-16T23:59:59.999Z', 'ends at 2026-01-16T23:59:59.999Z'],
    ['2026-01-10T00:00:00.000Z', 'has ended at 2026-01-10T00:00:00.000Z'],
    ['2025-01-01T00:00:00.000Z', 'has ended at 2025-01-01T00:00:00.000Z'],
  ])('warns of one that is good until %s, and says what to do', (tokenEnds, saying) => {
    const [line] = endingTokens([registration(tokenEnds)], NOW);

    expect(line).toContain(`warning: the token of asha.hubat.net ${saying}`);
    expect(line).toMatch(/"npx she pda rotate asha\.hubat\.net"\.$/);
  });

  it.each(['2026-01-17T00:00:00.000Z', undefined, ''])('says nothing of one until %s', (tokenEnds) => {
    const lines = endingTokens([registration(tokenEnds)], NOW);

    expect(lines).toEqual([]);
  });
});
