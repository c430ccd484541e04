import { breakageNamed } from '../../../proof/canary/breakages/breakages.ts';
import { playBroken } from '../../../proof/canary/breakages/play-broken.ts';
import { runProof } from '../../support/run-proof.ts';

/** One of the log, one of the stores, one of the replies; `npm run canary -- --breaks` takes them all. */
const BROKEN = ['error-words-logged', 'letter-quotes', 'tenants-shared'];
const LONGEST_MS = 300_000;

describe('npm run canary', () => {
  it(
    'I9: finds no canary where none may be, after runs that end in every way',
    async () => {
      const { code, output } = await runProof('canary');

      expect(output).toMatch(/^✓ \d+ channels, .* looked at: no canary where none may be$/m);
      expect(code).toBe(0);
    },
    LONGEST_MS,
  );

  it.each(BROKEN)(
    'notices a broken redaction: %s',
    async (name) => {
      const breakage = breakageNamed(name);

      const { isNoticed, output } = await playBroken(breakage);

      expect(output).toContain(`✗ ${breakage.channel}: data of `);
      expect(isNoticed).toBe(true);
    },
    LONGEST_MS,
  );

  it('refuses to break a line that is no more', async () => {
    const { edits, ...breakage } = breakageNamed('letter-quotes');

    const playing = playBroken({
      ...breakage,
      edits: [{ ...edits[0], line: 'a line that is gone' } as never],
    });

    await expect(playing).rejects.toThrow('a line that is gone');
  });

  it('says which redactions there are when it is told of another', async () => {
    const { code, output } = await runProof('canary', '--break', 'nonsense');

    expect(code).toBe(1);
    expect(output).toContain('There is no redaction "nonsense"');
  });
});
