import type { RunSlots } from '../../core/ports.ts';
import { FUNCTION, later, NOW } from '../support/builders.ts';
import type { Make } from './make.ts';

const SLOT = { functionId: FUNCTION, number: 3 };

/** What every keeper of slots must do. */
export function describeRunSlots(name: string, make: Make<RunSlots>): void {
  describe(`run slots: ${name}`, () => {
    let slots: RunSlots;
    let close: () => Promise<void>;

    beforeEach(async () => {
      ({ it: slots, close } = await make());
    });
    afterEach(() => close());

    /** For a minute. */
    const take = (holder: string, seconds = 0, slot = SLOT) =>
      slots.take(slot, { holder, now: later(seconds), until: later(seconds + 60) });
    const taken = async (seconds = 0, functionId = FUNCTION) =>
      [...((await slots.taken(functionId, later(seconds))) ?? [])].sort();

    it('give a slot to one holder, and to no other until it has run out', async () => {
      const given = [
        await take('asha'),
        await take('ben', 59),
        await take('ben', 60),
        await take('asha', 61),
      ];

      expect(given).toEqual([true, false, true, false]);
    });

    it('give it again to its holder, for longer', async () => {
      await take('asha');

      const given = [await take('asha', 30), await take('ben', 61), await take('ben', 90)];

      expect(given).toEqual([true, false, true]);
    });

    it('give it to one of many who come at once', async () => {
      const holders = Array.from({ length: 10 }, (_, index) => `holder-${index}`);

      const given = await Promise.all(holders.map((holder) => take(holder)));

      expect(given.filter((isGiven) => isGiven)).toHaveLength(1);
    });

    it('take it back from its holder, who is asked for it once or twice', async () => {
      await take('asha');

      await slots.giveBack(SLOT, 'asha');
      await slots.giveBack(SLOT, 'asha');

      expect(await taken()).toEqual([]);
      expect(await take('ben')).toBe(true);
    });

    it('take it back from nobody else', async () => {
      await take('asha');

      await slots.giveBack(SLOT, 'ben');

      expect(await take('ben')).toBe(false);
    });

    it('keep it for who has taken it over, though its old holder gives it back', async () => {
      await take('asha');
      await take('ben', 60);

      await slots.giveBack(SLOT, 'asha');

      expect(await take('cleo', 61)).toBe(false);
    });

    it('tell which are taken, of one function, at a time', async () => {
      await take('asha', 0, { ...SLOT, number: 0 });
      await take('ben', 30, { ...SLOT, number: 12 });
      await take('cleo', 0, { functionId: 'another', number: 7 });

      const told = [await taken(), await taken(60), await taken(90), await taken(0, 'another')];

      expect(told).toEqual([[0, 12], [12], [], [7]]);
    });

    it('tell of none where nobody was ever at work', async () => {
      const told = await slots.taken('unknown', NOW);

      expect(told?.size).toBe(0);
    });
  });
}
