import { seededRandom } from '../../../local/sample/random.ts';
import { curve, dayOf } from '../../../proof/scale-model/day.ts';
import { Heap } from '../../../proof/scale-model/heap.ts';
import { capacityOf, type Feeding, play } from '../../../proof/scale-model/queue.ts';

/** Ten batches of ten, of a second each: a hundred messages a second. */
const HUNDRED: Feeding = { batch: 10, batches: 10, serve: () => 1 };
const random = () => seededRandom('queue');

describe('a played queue', () => {
  it('can serve what its places can in the time of the slowest message of a batch', () => {
    const capacity = capacityOf(HUNDRED);

    expect(capacity).toBeCloseTo(100);
  });

  it('serves every message that came', () => {
    const { messages } = play(HUNDRED, { rate: 150, seconds: 60, random: random() });

    expect(messages).toBeGreaterThan(150 * 60 * 0.95);
    expect(messages).toBeLessThan(150 * 60 * 1.05);
  });

  it('has nobody wait at a tenth of what it can serve', () => {
    const { age, batchSize } = play(HUNDRED, { rate: 5, seconds: 600, random: random() });

    expect(age.half).toBe(0);
    expect(batchSize).toBeLessThan(1.5);
  });

  it('has the last message wait for all that came before it when twice as much comes as it can serve', () => {
    const { age, batchSize, batchesAtOnce } = play(HUNDRED, { rate: 200, seconds: 60, random: random() });

    expect(age.longest).toBeGreaterThan(55);
    expect(age.longest).toBeLessThan(65);
    expect(batchSize).toBeGreaterThan(9.9);
    expect(batchesAtOnce).toBe(10);
  });

  it('has others wait for a burst of one sender, and not when it is fair', () => {
    const burst = { messages: 5_000, at: 10, seconds: 1 };
    const besideBurst = (fair: boolean) =>
      play(HUNDRED, { rate: 50, seconds: 60, random: random(), burst: { ...burst, fair } }).age.longest;

    const ages = { fair: besideBurst(true), unfair: besideBurst(false) };

    expect(ages.unfair).toBeGreaterThan(40);
    expect(ages.fair).toBeLessThan(5);
  });

  it('plays the same for the same seed', () => {
    const once = () => play(HUNDRED, { rate: 80, seconds: 30, random: random() });

    expect(once()).toEqual(once());
  });
});

describe('the ends of batches', () => {
  it('come in order, whatever they were put in', () => {
    const chance = random();
    const heap = new Heap();
    const times = Array.from({ length: 500 }, () => chance.next());
    for (const [index, at] of times.entries()) heap.push(at, index);

    const popped = times.map(() => [heap.peek(), heap.pop()]);

    expect(popped).toEqual(times.map((at, index) => [at, index]).toSorted(([a = 0], [b = 0]) => a - b));
    expect(heap.peek()).toBeUndefined();
  });
});

describe('a day', () => {
  it.each([1.5, 3, 10])('is %d times its average at its busiest, and its average on average', (peak) => {
    const rates = curve(peak);

    expect(Math.max(...rates)).toBeCloseTo(peak, 3);
    expect(rates.reduce((sum, rate) => sum + rate, 0) / rates.length).toBeCloseTo(1, 6);
  });

  it('leaves nothing waiting when its busiest moment can be served', () => {
    const day = dayOf({ average: 100, peak: 3, capacity: 301 });

    expect(day).toEqual({ behind: 0, waiting: 0, oldest: 0, never: false });
  });

  it('has what came at its busiest wait until it is quiet again', () => {
    const day = dayOf({ average: 100, peak: 3, capacity: 150 });

    expect(day.behind).toBeGreaterThan(60);
    expect(day.oldest).toBeCloseTo(day.waiting / 150 / 60);
    expect(day.never).toBe(false);
  });

  it('never ends what it brings when that is more than a day can serve', () => {
    const day = dayOf({ average: 100, peak: 3, capacity: 99 });

    expect(day.never).toBe(true);
  });
});
