import type { RegisteredVersion } from '../../../core/model/catalogue-entry.ts';
import { seededRandom } from '../../../local/sample/random.ts';
import { askedFor } from '../../simulator/functions/behaviour.ts';
import type { Kind } from '../kinds.ts';
import type { Streams } from '../play/streams.ts';
import { type Answer, ENDINGS, type Ending, type Given, honest, hostile } from './hostile.ts';
import { inTicks, LONGEST_TICK_MS, lateBy } from './private-time.ts';

export interface Call {
  readonly entry: RegisteredVersion;
  readonly isBundle: boolean;
  /** The environment that it runs in: Lambda and tenant. What it has seen there, it may remember. */
  readonly environment: string;
  readonly payload: unknown;
}

/** What became of a call, as far as Lambda tells it to who runs it. */
export interface Reaction {
  readonly answer: Answer;
  readonly lastsMs: number;
  /** Added to that for what the function saw: less than a tick, and in `times` alone. */
  readonly lateMs: number;
  readonly ending: Ending | 'asked';
}

interface ProcessPayload {
  readonly request: { readonly data: { readonly [property: string]: readonly Given[] } };
}

const LONGEST_MS = 20_000;
const BUNDLE_LASTS_MS = 30;

/** Every function of everybody, honest or hostile by the kind of the pair. */
export class Functions {
  readonly #streams: Streams;
  readonly #kind: Kind;
  readonly #memory = new Map<string, string>();
  /** Everything that functions were given: in both plays of a pair it must not be the same. */
  seen = '';
  runs = 0;

  constructor(streams: Streams, kind: Kind) {
    this.#streams = streams;
    this.#kind = kind;
  }

  react(call: Call): Reaction {
    if (call.isBundle) return this.#askForData(call);
    this.runs++;
    const { environment, entry } = call;
    const given = Object.values((call.payload as ProcessPayload).request.data).flat();
    const known = `${this.#memory.get(environment) ?? ''} ${JSON.stringify(given)}`;
    // A function remembers that it saw something, and little of it: a digest is enough to act differently.
    const digest = String(seededRandom(known).next());
    this.#memory.set(environment, digest);
    this.seen = String(seededRandom(`${this.seen} ${digest}`).next());
    const random = this.#streams.next(`ending ${environment}`);
    const seen = seededRandom(digest);
    const steering = this.#kind === 'free' ? seen : random;
    const ending = this.#isBroken(environment)
      ? 'failed'
      : steering.chance(0.6)
        ? 'derived'
        : steering.pick(ENDINGS);
    const takesMs = steering.between(20, LONGEST_MS);
    if (this.#kind === 'times') {
      const lastsMs = inTicks(takesMs) * LONGEST_TICK_MS;
      return { answer: honest(entry, ending, given), lastsMs, lateMs: lateBy(seen), ending };
    }
    const mayTimeOut = this.#kind === 'free';
    const answer =
      this.#kind === 'contents'
        ? honest(entry, ending, given)
        : hostile(entry, ending, { given, seen, mayTimeOut });
    return { answer, lastsMs: takesMs, lateMs: 0, ending };
  }

  /** It fails whenever it is called, until it is given up. */
  #isBroken(environment: string): boolean {
    return this.#kind !== 'free' && this.#streams.of(`broken ${environment}`).chance(0.1);
  }

  /** It runs in a Lambda of its own, to which no record is ever given: all it can go by is public. */
  #askForData({ entry, environment }: Call): Reaction {
    const random = this.#streams.next(`bundle ${environment}`);
    const behaviour = random.chance(0.9) ? 'well' : random.pick(['asks nonsense', 'asks for more'] as const);
    const answer = { payload: askedFor(behaviour, entry) };
    return { answer, lastsMs: BUNDLE_LASTS_MS, lateMs: 0, ending: 'asked' };
  }
}
