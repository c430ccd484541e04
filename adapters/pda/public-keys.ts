import * as z from 'zod/mini';
import { ExecutionFailure } from '../../core/errors.ts';
import type { Clock, PdaAccess } from '../../core/ports.ts';
import { KeptAnswers } from './kept-answers.ts';
import { requestPda } from './pda-request.ts';

const TIMEOUT_MS = 5000;
const MAX_BYTES = 16_384;
const MINUTE_MS = 60_000;
const KEPT_MS = 10 * MINUTE_MS;
/** Requests of this process to one PDA in a minute: anybody may send tokens that name keys nobody has. */
const MOST_ASKED = 20;

const pemSchema = z
  .string()
  .check(z.maxLength(4096), z.regex(/^-----BEGIN PUBLIC KEY-----\s[\w+/=\s]+-----END PUBLIC KEY-----\s*$/));

/** Public keys of registered PDAs, each asked for once in ten minutes. */
export class HttpPublicKeys {
  readonly #now: Clock;
  readonly #keys: KeptAnswers<string | undefined>;
  /** Of each PDA that was asked in this minute, how often. */
  readonly #asked = new Map<string, number>();
  #minute = 0;

  constructor(now: Clock) {
    this.#now = now;
    this.#keys = new KeptAnswers(now, (key) => (key === undefined ? MINUTE_MS : KEPT_MS));
  }

  /**
   * SPKI in PEM of the key called `kid`, else of the current one; undefined when the PDA shows none such.
   * @throws ExecutionFailure PDA_UNREACHABLE, also when it was asked for too many keys in this minute
   */
  of(access: PdaAccess, kid: string | undefined): Promise<string | undefined> {
    return this.#keys.get(nameOf(access, kid), () => this.#ask(access, kid));
  }

  /**
   * The same, when the key that is known has failed; asks at most once in a minute.
   * @throws ExecutionFailure PDA_UNREACHABLE
   */
  renewed(access: PdaAccess, kid: string | undefined): Promise<string | undefined> {
    return this.#keys.get(nameOf(access, kid), () => this.#ask(access, kid), MINUTE_MS);
  }

  async #ask({ token: _, ...access }: PdaAccess, kid: string | undefined): Promise<string | undefined> {
    if (!this.#mayAsk(access.pda)) throw new ExecutionFailure('PDA_UNREACHABLE');
    const { status, text } = await requestPda({
      access,
      method: 'GET',
      path: kid === undefined ? '/publickey' : `/publickey?kid=${encodeURIComponent(kid)}`,
      timeoutMs: TIMEOUT_MS,
      maxResponseBytes: MAX_BYTES,
    });
    if (status >= 500) throw new ExecutionFailure('PDA_UNREACHABLE');
    const pem = pemSchema.safeParse(text);
    return status === 200 && pem.success ? pem.data : undefined;
  }

  #mayAsk(pda: string): boolean {
    const minute = Math.floor(this.#now().getTime() / MINUTE_MS);
    if (minute !== this.#minute) this.#asked.clear();
    this.#minute = minute;
    const asked = (this.#asked.get(pda) ?? 0) + 1;
    this.#asked.set(pda, asked);
    return asked <= MOST_ASKED;
  }
}

/** By address too, so that no key of where the PDA once was is taken for its own. */
function nameOf({ pda, url }: PdaAccess, kid: string | undefined): readonly string[] {
  return kid === undefined ? [pda, url] : [pda, url, kid];
}
