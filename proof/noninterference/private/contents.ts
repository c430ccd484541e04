import type { Random } from '../../../local/sample/random.ts';
import { ASHA, type Kind, type Side } from '../kinds.ts';
import { POSTS } from '../play/registered.ts';
import type { Streams } from '../play/streams.ts';

/** A record as only its owner and the functions that may read it know it. */
export interface Contents {
  readonly text: string;
  /** Whether it matches the filters of who reads its feed. */
  readonly matches: 'yes' | 'no';
  readonly [key: string]: string;
}

export interface Saved {
  readonly pda: string;
  readonly feed: string;
  /** Of its save, from 0. */
  readonly index: number;
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const LONGEST = 200;
/** No invocation can carry it. */
const TOO_LARGE = 'x'.repeat(6 * 1024 * 1024);

/** The private input of one play. */
export class PrivateInput {
  readonly #streams: Streams;
  readonly #kind: Kind;
  readonly #side: Side;

  constructor(streams: Streams, kind: Kind, side: Side) {
    this.#streams = streams;
    this.#kind = kind;
    this.#side = side;
  }

  /** What the next record holds. */
  next(saved: Saved): Contents {
    const { pda } = saved;
    const nth = this.#streams.count(`record ${pda}`);
    const own = this.#streams.of(`private ${pda === ASHA ? this.#side : 'both'} ${pda} ${nth}`);
    const shared = this.#streams.of(`shape ${pda} ${nth}`);
    const isSameShape =
      this.#kind === 'contents' ||
      this.#kind === 'times' ||
      (this.#kind === 'free' && this.#hasEqualShapes());
    const shape = isSameShape ? shared : own;
    return {
      text: shape.chance(this.#chanceOfTooLarge(saved)) ? TOO_LARGE : text(own, shape.between(0, LONGEST)),
      matches: shape.chance(0.3) && this.#mayBeKeptBack(saved) ? 'no' : 'yes',
    };
  }

  /** Half of the free pairs: what functions do with the levers that they have shows only when they are called alike. */
  #hasEqualShapes(): boolean {
    return this.#streams.of('shapes').chance(0.5);
  }

  /** Otherwise the number of calls would tell, and then both plays go their own ways. */
  #mayBeKeptBack({ feed, index }: Saved): boolean {
    return this.#kind !== 'signals' || (feed === POSTS && index > 0);
  }

  #chanceOfTooLarge({ feed, index }: Saved): number {
    return this.#kind === 'signals' && feed === POSTS && index > 0 ? 0.012 : 0;
  }
}

const text = (random: Random, length: number): string =>
  Array.from({ length }, () => random.pick([...LETTERS])).join('');
