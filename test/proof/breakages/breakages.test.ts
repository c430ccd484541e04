import { BREAKAGES } from '../../../proof/breakages/breakages.ts';
import { notice } from '../../../proof/breakages/notice.ts';

describe('one broken line of the engine', () => {
  it.each(BREAKAGES)(
    'is noticed: $name',
    async (breakage) => {
      const noticed = await notice(breakage);

      expect(noticed).toMatch(/^(seed \d+ of|crash matrix)/);
    },
    300_000,
  );

  it('is refused when the engine has no such line any more', async () => {
    const gone = { ...(BREAKAGES[0] as (typeof BREAKAGES)[number]), line: 'a line that is gone' };

    const noticing = notice(gone);

    await expect(noticing).rejects.toThrow('a line that is gone');
  });
});
