import type { PdaRegistration } from '../../core/ports.ts';

/** As long as somebody may be away; ms. */
const SOON_MS = 7 * 24 * 3_600_000;

/** A line for each token that ends soon, or has ended, with what to do. */
export function endingTokens(registrations: readonly PdaRegistration[], now: Date): readonly string[] {
  return registrations.flatMap(({ pda, tokenEnds }) => {
    const left = tokenEnds === undefined ? Number.NaN : new Date(tokenEnds).getTime() - now.getTime();
    if (!(left < SOON_MS)) return [];
    const ends = left > 0 ? 'ends' : 'has ended';
    return [
      `warning: the token of ${pda} ${ends} at ${tokenEnds}: have the PDA issue another one, and give it to the engine with "npx she pda rotate ${pda}".`,
    ];
  });
}
