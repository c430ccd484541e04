import type { Message } from '@aws-sdk/client-sqs';
import type { Random } from '../../../local/sample/random.ts';
import type { Profile } from '../faults/profile.ts';
import type { Scheduler } from './scheduler.ts';

/** Deliveries of one message before it goes to the dead-letter queue. */
const DELIVERIES = 5;
const MOST_AT_ONCE = 10;
const LONGEST_DELAY_MS = 600_000;

interface Queued {
  readonly id: string;
  readonly body: string;
  deliveries: number;
}

/** A standard queue, which may lose, double, delay and reorder, and a little worse than that. */
export class SimulatedQueue {
  readonly name: string;
  /** Bodies that were delivered too often. */
  readonly dead: string[] = [];
  /** Told when there is something to receive. */
  onArrival: () => void = () => {};
  readonly #world: { readonly scheduler: Scheduler; readonly random: Random };
  readonly #ready: Queued[] = [];
  #profile: Pick<Profile, 'queue'>;
  #sent = 0;
  #underWay = 0;

  constructor(
    name: string,
    world: { scheduler: Scheduler; random: Random },
    profile: Pick<Profile, 'queue'>,
  ) {
    this.name = name;
    this.#world = world;
    this.#profile = profile;
  }

  behave(): void {
    this.#profile = { queue: 0 };
  }

  /** Whether nothing is in it, hidden or on its way. */
  get isEmpty(): boolean {
    return this.#ready.length === 0 && this.#underWay === 0;
  }

  get waiting(): number {
    return this.#ready.length;
  }

  send(body: unknown, delayMs = 0): void {
    const { random } = this.#world;
    const goesWrong = () => random.chance(this.#profile.queue);
    const text = JSON.stringify(body);
    if (goesWrong() && random.chance(0.4)) return;
    const copies = goesWrong() ? 2 : 1;
    for (let copy = 0; copy < copies; copy++) {
      const delay = goesWrong() ? random.between(0, LONGEST_DELAY_MS) : random.between(1, 50);
      this.#appear({ id: `${this.name}-${++this.#sent}`, body: text, deliveries: 0 }, delayMs + delay);
    }
  }

  /** Takes up to ten messages, in no order; what is not deleted in time comes again. */
  receive(visibilityMs: number): {
    readonly messages: readonly Message[];
    delete(ids: readonly string[]): void;
  } {
    const { scheduler, random } = this.#world;
    const most = random.between(1, MOST_AT_ONCE);
    const taken: Queued[] = [];
    while (taken.length < most && this.#ready.length > 0) {
      const [one] = this.#ready.splice(random.between(0, this.#ready.length - 1), 1);
      if (one) taken.push(one);
    }
    const hidden = new Map(taken.map((one) => [one.id, one]));
    this.#underWay += hidden.size;
    scheduler.after(visibilityMs, () => {
      this.#underWay -= hidden.size;
      for (const one of hidden.values()) this.#comeAgain(one);
      hidden.clear();
    });
    return {
      messages: taken.map(({ id, body }) => ({ MessageId: id, ReceiptHandle: id, Body: body })),
      delete: (ids) => {
        for (const id of ids) if (hidden.delete(id)) this.#underWay--;
      },
    };
  }

  #comeAgain(message: Queued): void {
    message.deliveries++;
    if (message.deliveries >= DELIVERIES) this.dead.push(message.body);
    else this.#appear(message, 0);
  }

  #appear(message: Queued, delay: number): void {
    this.#underWay++;
    this.#world.scheduler.after(delay, () => {
      this.#underWay--;
      this.#ready.push(message);
      this.onArrival();
    });
  }
}
