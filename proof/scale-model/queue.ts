import type { Random } from '../../local/sample/random.ts';
import { BatchQueue } from './batch-queue.ts';
import { Heap } from './heap.ts';
import type { Draw } from './service-time.ts';

/** A queue, and the Lambda that it feeds. */
export interface Feeding {
  /** Most messages of a batch; a batch is over with the slowest of them. */
  readonly batch: number;
  /** Most batches at a time. */
  readonly batches: number;
  readonly serve: Draw;
}

export interface Played {
  readonly messages: number;
  /** Seconds that messages waited before somebody worked on them: half of them less than `half`, and so on. */
  readonly age: { readonly half: number; readonly most: number; readonly longest: number };
  /** Messages of a batch, and the seconds of one, on average. */
  readonly batchSize: number;
  readonly batchSeconds: number;
  /** Batches at work, at most. */
  readonly batchesAtOnce: number;
}

/** What one PDA sends at once, in the middle of everybody else's; each takes as long as a request that is declined. */
export interface Burst {
  readonly messages: number;
  readonly at: number;
  readonly seconds: number;
  /** Whether the queue knows whose messages are whose. */
  readonly fair: boolean;
}

export interface Play {
  /** Messages a second, at random moments. */
  readonly rate: number;
  readonly seconds: number;
  readonly random: Random;
  readonly burst?: Burst;
}

const DRAWN_BATCHES = 2_000;

/** Messages a second that can be worked on when there is always one more. */
export function capacityOf({ batch, batches, serve }: Feeding): number {
  let seconds = 0;
  for (let drawn = 0; drawn < DRAWN_BATCHES; drawn++) seconds += slowest(batch, serve);
  return (batches * batch * DRAWN_BATCHES) / seconds;
}

function slowest(batch: number, serve: Draw): number {
  let longest = 0;
  for (let message = 0; message < batch; message++) longest = max(longest, serve());
  return longest;
}

const { max, log } = Math;

/** Plays a queue: messages come, batches of what waits are worked on. Ages are those of everybody but the burst's sender. */
export function play(feeding: Feeding, { rate, seconds, random, burst }: Play): Played {
  const ends = new Heap();
  const queue = new BatchQueue(burst?.fair ?? false);
  const ages: number[] = [];
  const total = { batches: 0, seconds: 0, served: 0, atOnce: 0 };
  const begin = (now: number) => {
    while (queue.length > 0 && ends.size < feeding.batches) {
      const taken = queue.take(feeding.batch, ends.size * feeding.batch);
      const times = taken.map(({ noisy }) => (noisy ? (burst?.seconds ?? 0) : feeding.serve()));
      const lasts = Math.max(...times);
      ends.push(now + lasts, taken.filter(({ noisy }) => noisy).length);
      for (const { at, noisy } of taken) if (!noisy) ages.push(now - at);
      total.batches += 1;
      total.seconds += lasts;
      total.served += taken.length;
      total.atOnce = Math.max(total.atOnce, ends.size);
    }
  };
  const endBefore = (now: number) => {
    for (let end = ends.peek(); end !== undefined && end <= now; end = ends.peek()) {
      queue.settle(ends.pop());
      begin(end);
    }
  };
  let burstLeft = burst?.messages ?? 0;
  for (let now = wait(rate, random); now < seconds; now += wait(rate, random)) {
    if (burst && burstLeft > 0 && now >= burst.at) {
      for (; burstLeft > 0; burstLeft--) queue.add({ at: burst.at, noisy: true });
    }
    endBefore(now);
    queue.add({ at: now, noisy: false });
    begin(now);
  }
  endBefore(Number.POSITIVE_INFINITY);
  return summary(ages, total);
}

function wait(rate: number, random: Random): number {
  return -log(1 - random.next()) / rate;
}

function summary(
  ages: number[],
  total: { batches: number; seconds: number; served: number; atOnce: number },
): Played {
  const sorted = Float64Array.from(ages).sort();
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return {
    messages: total.served,
    age: { half: at(0.5), most: at(0.99), longest: at(1) },
    batchSize: total.served / Math.max(1, total.batches),
    batchSeconds: total.seconds / Math.max(1, total.batches),
    batchesAtOnce: total.atOnce,
  };
}
