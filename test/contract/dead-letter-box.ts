import type { LetterQueue } from '../../core/model/dead-letter.ts';
import type { DeadLetterBox, DeadLetters } from '../../core/ports.ts';
import type { Make } from './make.ts';

/** A box, the ways into it, and what another operator sees of it. */
export interface BoxUnderTest {
  readonly box: DeadLetterBox;
  into(queue: LetterQueue): DeadLetters;
  another(): DeadLetterBox;
}

/** What every box of dead letters must do. */
export function describeDeadLetterBox(name: string, make: Make<BoxUnderTest>): void {
  describe(`dead letter box: ${name}`, () => {
    let under: BoxUnderTest;
    let close: () => Promise<void>;

    beforeEach(async () => {
      ({ it: under, close } = await make());
    });
    afterEach(() => close());

    it('shows letters of every queue as they came, with reason and time', async () => {
      await under.into('data-events').put({ body: '{"broken\n', reason: 'not JSON' });
      await under.into('executions').put({ body: '{}' });

      const letters = await under.box.letters();

      const common = { id: expect.any(String), at: expect.stringMatching(/^\d{4}-.+Z$/) };
      expect(letters.toSorted((a, b) => (a.queue < b.queue ? -1 : 1))).toEqual([
        { ...common, queue: 'data-events', body: '{"broken\n', reason: 'not JSON' },
        { ...common, queue: 'executions', body: '{}' },
      ]);
    });

    it('keeps two letters of the same content apart', async () => {
      await under.into('executions').put({ body: 'same' });
      await under.into('executions').put({ body: 'same' });

      const ids = (await under.box.letters()).map(({ id }) => id);

      expect(new Set(ids).size).toBe(2);
    });

    it('shows the same letters when asked again', async () => {
      await under.into('executions').put({ body: 'one' });

      const first = await under.box.letters();
      const second = await under.box.letters();

      expect(first).toHaveLength(1);
      expect(second).toEqual(first);
    });

    it('keeps what is not removed, for whoever comes next', async () => {
      await under.into('executions').put({ body: 'stays' });
      await under.into('executions').put({ body: 'goes' });

      const letters = await under.box.letters();
      for (const letter of letters.filter(({ body }) => body === 'goes')) await under.box.remove(letter);
      await under.box.close();

      const next = under.another();
      expect(await next.letters()).toEqual(letters.filter(({ body }) => body === 'stays'));
      await next.close();
    });

    it('shows none where there are none', async () => {
      expect(await under.box.letters()).toEqual([]);
    });

    it('shows more than one answer of a service holds', async () => {
      const bodies = Array.from({ length: 23 }, (_, index) => `letter ${index}`);
      for (const body of bodies) await under.into('executions').put({ body });

      const letters = await under.box.letters();

      expect(letters.map(({ body }) => body).toSorted()).toEqual(bodies.toSorted());
    });
  });
}
