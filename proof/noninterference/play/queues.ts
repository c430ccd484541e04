import type { Profile } from '../../simulator/faults/profile.ts';
import type { Scheduler } from '../../simulator/world/scheduler.ts';
import { SimulatedQueue } from '../../simulator/world/simulated-queue.ts';
import { PEOPLE } from '../kinds.ts';
import type { Streams } from './streams.ts';

export const QUEUES = ['data-events', 'executions'] as const;
export type QueueName = (typeof QUEUES)[number];

/** Each person's share of the two queues, as a queue that is fair to groups has them. */
export class PersonsQueues {
  readonly #queues: ReadonlyMap<string, SimulatedQueue>;

  constructor(scheduler: Scheduler, streams: Streams, profile: Profile) {
    const names = QUEUES.flatMap((name) => PEOPLE.map((pda) => `${name} ${pda}`));
    this.#queues = new Map(
      names.map((name) => [name, new SimulatedQueue(name, { scheduler, random: streams.of(name) }, profile)]),
    );
  }

  of(name: QueueName, pda: string): SimulatedQueue {
    const queue = this.#queues.get(`${name} ${pda}`);
    if (!queue) throw new Error(`There is no queue ${name} of ${pda}.`);
    return queue;
  }
}
