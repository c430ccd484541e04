import fc from 'fast-check';
import { Endlessness } from '../../../core/execute/endlessness.ts';
import { aRow } from '../../support/builders.ts';

const page = (next?: string) => ({ asOf: '100', rows: [aRow(1)], next });

describe('Endlessness', () => {
  it('shows in an empty page that is not the last', () => {
    const shows = new Endlessness().shows({ ...page('1'), rows: [] });

    expect(shows).toBe(true);
  });

  it('is not shown by an empty window', () => {
    const shows = new Endlessness().shows({ ...page(), rows: [] });

    expect(shows).toBe(false);
  });

  it('is not shown by pages that lead on, however many there are', () => {
    const endlessness = new Endlessness();

    const shown = Array.from({ length: 10_000 }, (_, index) => endlessness.shows(page(`v1-${index}`)));

    expect(shown).not.toContain(true);
  });

  it('shows within three rounds of a circle, wherever that begins', () => {
    fc.assert(
      fc.property(fc.nat(50), fc.integer({ min: 1, max: 50 }), (before, round) => {
        const endlessness = new Endlessness();
        const cursorOf = (index: number) => (index < before ? `a${index}` : `b${(index - before) % round}`);
        const most = 3 * (before + round) + 1;

        const shown = Array.from({ length: most }, (_, index) => endlessness.shows(page(cursorOf(index))));

        expect(shown.indexOf(true)).toBeGreaterThanOrEqual(before + round);
      }),
    );
  });
});
