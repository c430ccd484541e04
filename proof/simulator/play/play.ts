import type { Profile } from '../faults/profile.ts';
import { MISBEHAVIOURS } from '../functions/behaviour.ts';
import { FEEDS, FUNCTIONS, WIDER } from '../functions/registered.ts';
import type { Item } from '../observation.ts';
import type { World } from '../world/world.ts';
import { restartEngine } from './engine.ts';
import { disable, enable, trigger } from './owners.ts';
import type { Registrar } from './registrar.ts';

const MINUTE_MS = 60_000;
const MOST_RECORDS_AT_ONCE = 4;
/** Stays quiet all the time: nobody saves anything there. */
export const IDLE = 'idle.example';

/** What people, functions and the platform do, at random. */
export class Play {
  readonly #world: World;
  readonly #profile: Profile;
  readonly #registrar: Registrar;
  readonly #people: readonly string[];

  constructor(world: World, profile: Profile, registrar: Registrar) {
    this.#world = world;
    this.#profile = profile;
    this.#registrar = registrar;
    this.#people = [...world.pdas.keys()].filter((name) => name !== IDLE);
  }

  async act(): Promise<void> {
    const { random, scheduler } = this.#world;
    const profile = this.#profile;
    for (const person of this.#people) if (random.chance(0.6)) this.save(person);
    if (random.chance(profile.owner)) this.#decide();
    if (random.chance(profile.hostile)) this.#turn();
    if (random.chance(profile.versions)) await this.#deploy();
    if (profile.restart > 0 && random.chance(profile.restart)) restartEngine(this.#world);
    await scheduler.pass(random.pick([50, 2_000, 20_000, 2 * MINUTE_MS, 20 * MINUTE_MS]));
  }

  /** A few records in one feed; each holds a text that may appear in no place but PDAs and functions. */
  save(person: string, feed: string = this.#world.random.pick([...FEEDS, WIDER])): void {
    const world = this.#world;
    const count = world.random.between(1, MOST_RECORDS_AT_ONCE);
    const records = Array.from({ length: count }, () => {
      const id = world.newId();
      return { id, endpoint: feed, data: { secret: `canary-${person}-${id.slice(-4)}` }, chain: [] };
    });
    world.trace.say(person, `saves ${count} in ${feed}`);
    world.tell(world.pda(person).save(world.now, records));
  }

  #decide(): void {
    const { random } = this.#world;
    const { pda, functionId } = this.#anyItem();
    const item = { pda, functionId };
    const decision = random.between(1, 10);
    if (decision <= 3) disable(this.#world, item);
    else if (decision <= 6) enable(this.#world, item);
    else trigger(this.#world, item, random.chance(0.4));
  }

  /** What runs at the moment as often as not: that is where decisions matter. */
  #anyItem(): Item {
    const { random, latest } = this.#world;
    const running = [...latest.values()].find(({ lease, pda }) => lease && pda !== IDLE);
    if (running && random.chance(0.5)) return running;
    return { pda: random.pick(this.#people), functionId: random.pick(FUNCTIONS).id };
  }

  #turn(): void {
    const { random, behaviours, trace } = this.#world;
    const { id } = random.pick(FUNCTIONS);
    const behaviour = random.chance(0.4) ? 'well' : random.pick(MISBEHAVIOURS);
    behaviours.set(id, behaviour);
    trace.say(id, `behaves: ${behaviour}`);
  }

  async #deploy(): Promise<void> {
    const { random } = this.#world;
    const { functionId } = this.#anyItem();
    const one = FUNCTIONS.find(({ id }) => id === functionId) ?? random.pick(FUNCTIONS);
    const kind = random.between(1, 16);
    if (kind <= 4) await this.#registrar.publish(one, false);
    else if (kind <= 6) await this.#registrar.publish(one, true);
    else if (kind <= 8) await this.#registrar.recall(one);
    else if (kind <= 10) await this.#registrar.setAvailable(one, random.chance(0.5));
    else if (kind <= 13) await this.#registrar.publish(one, random.chance(0.4), random.pick([10, 50, 90]));
    else if (kind <= 15) await this.#registrar.giveBack(one);
    else await this.#registrar.promote(one);
  }
}
