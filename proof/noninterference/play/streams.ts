import { type Random, seededRandom } from '../../../local/sample/random.ts';

/**
 * Chance that is the same in both plays of a pair: each decision has a stream of its own, named by what is public of
 * it, so that no decision shifts another.
 */
export class Streams {
  readonly #seed: string;
  readonly #drawn = new Map<string, number>();

  constructor(seed: string) {
    this.#seed = seed;
  }

  /** The same each time. */
  of(name: string): Random {
    return seededRandom(`${this.#seed} ${name}`);
  }

  /** Another one each time it is asked for under the same name. */
  next(name: string): Random {
    return this.of(`${name} ${this.count(name)}`);
  }

  /** How often it was counted before. */
  count(name: string): number {
    const drawn = this.#drawn.get(name) ?? 0;
    this.#drawn.set(name, drawn + 1);
    return drawn;
  }
}
