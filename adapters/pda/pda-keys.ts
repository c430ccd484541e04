import { ExecutionFailure } from '../../core/errors.ts';
import type { Clock } from '../../core/ports.ts';
import { KeptAnswers } from './kept-answers.ts';

const MINUTE_MS = 60_000;
const KEPT_MS = 10 * MINUTE_MS;
/** A key that has verified is used this long after the PDA showed it last, while the PDA cannot be asked. */
const LONGEST_UNASKED_MS = 24 * 60 * MINUTE_MS;
/** Questions in a minute for keys that have verified nothing: anybody may send tokens that name keys nobody has. */
const MOST_ASKED = 20;
/** Answers about such keys: two minutes of them. */
const MOST_UNPROVEN = 2 * MOST_ASKED;
/** A PDA has its current key and up to a hundred earlier ones. */
const MOST_PROVEN = 200;

/** Asks for the key called `kid`, else for the current one. @throws ExecutionFailure PDA_UNREACHABLE */
export type AskForKey = (kid: string | undefined) => Promise<string | undefined>;

interface Proven {
  readonly pem: string;
  /** When the PDA showed it; milliseconds, as below. */
  readonly shownAt: number;
  readonly triedAt: number;
  readonly asking?: Promise<string | undefined>;
}

/**
 * The keys of one PDA. Those that have verified a token stand apart: whatever else is sent under the PDA's name, each of
 * them is asked for when it is time to, and goes on in use while that fails.
 */
export class PdaKeys {
  readonly #now: Clock;
  readonly #ask: AskForKey;
  readonly #proven = new Map<string | undefined, Proven>();
  readonly #unproven: KeptAnswers<string | undefined>;
  #minute = 0;
  #asked = 0;
  #currentTriedAt = Number.NEGATIVE_INFINITY;

  constructor(now: Clock, ask: AskForKey) {
    this.#now = now;
    this.#ask = ask;
    this.#unproven = new KeptAnswers(now, () => MINUTE_MS, MOST_UNPROVEN);
  }

  /** When a key cannot be asked for, the current one may be it: whoever checks a signature will see. */
  async of(kid: string | undefined): Promise<string | undefined> {
    const proven = this.#proven.get(kid);
    try {
      return await (proven ? this.#again(kid, proven, KEPT_MS) : this.#unprovenKey(kid));
    } catch (error) {
      if (proven && this.#since(proven.shownAt) < LONGEST_UNASKED_MS) return proven.pem;
      const current = kid === undefined ? undefined : await this.of(undefined).catch(() => undefined);
      if (current === undefined) throw error;
      return current;
    }
  }

  renewed(kid: string | undefined): Promise<string | undefined> {
    const proven = this.#proven.get(kid);
    return proven ? this.#again(kid, proven, MINUTE_MS) : this.#unprovenKey(kid);
  }

  /** A token that names `kid` was signed with that key. */
  verified(kid: string | undefined, pem: string): void {
    if (this.#proven.get(kid)?.pem === pem) return;
    const at = this.#now().getTime();
    this.#prove(kid, { pem, shownAt: at, triedAt: at });
  }

  /** Once a minute at most. @throws ExecutionFailure PDA_UNREACHABLE also when that was in vain */
  async #again(kid: string | undefined, proven: Proven, atMostMs: number): Promise<string | undefined> {
    if (this.#since(proven.shownAt) < atMostMs) return proven.pem;
    if (proven.asking) return proven.asking;
    if (this.#since(proven.triedAt) < MINUTE_MS) throw new ExecutionFailure('PDA_UNREACHABLE');
    const at = this.#now().getTime();
    const asking = this.#ask(kid);
    this.#prove(kid, { ...proven, triedAt: at, asking });
    try {
      const pem = await asking;
      if (pem === undefined) this.#proven.delete(kid);
      else this.#prove(kid, { pem, shownAt: at, triedAt: at });
      return pem;
    } catch (error) {
      this.#prove(kid, { ...proven, triedAt: at });
      throw error;
    }
  }

  #unprovenKey(kid: string | undefined): Promise<string | undefined> {
    return this.#unproven.get(kid === undefined ? [] : [kid], async () => {
      if (!this.#mayAsk(kid)) throw new ExecutionFailure('PDA_UNREACHABLE');
      return this.#ask(kid);
    });
  }

  /** The current key needs no name that somebody could make up: once a minute it costs nothing of what all share. */
  #mayAsk(kid: string | undefined): boolean {
    if (kid === undefined && this.#since(this.#currentTriedAt) >= MINUTE_MS) {
      this.#currentTriedAt = this.#now().getTime();
      return true;
    }
    const minute = Math.floor(this.#now().getTime() / MINUTE_MS);
    if (minute !== this.#minute) this.#asked = 0;
    this.#minute = minute;
    this.#asked += 1;
    return this.#asked <= MOST_ASKED;
  }

  #prove(kid: string | undefined, proven: Proven): void {
    this.#proven.delete(kid);
    this.#proven.set(kid, proven);
    const [oldest] = this.#proven.keys();
    if (this.#proven.size > MOST_PROVEN) this.#proven.delete(oldest);
  }

  #since(time: number): number {
    return this.#now().getTime() - time;
  }
}
