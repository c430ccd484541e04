import * as z from 'zod/mini';
import { ExecutionFailure } from '../../core/errors.ts';
import type { Clock, PdaAccess } from '../../core/ports.ts';
import { PdaKeys } from './pda-keys.ts';
import { requestPda } from './pda-request.ts';

const TIMEOUT_MS = 5000;
const MAX_BYTES = 16_384;
/** PDAs that are remembered; the one asked about least lately goes first. */
const MOST_PDAS = 10_000;

const pemSchema = z
  .string()
  .check(z.maxLength(4096), z.regex(/^-----BEGIN PUBLIC KEY-----\s[\w+/=\s]+-----END PUBLIC KEY-----\s*$/));

/** Public keys of registered PDAs, each asked for once in ten minutes. */
export class HttpPublicKeys {
  readonly #now: Clock;
  readonly #pdas = new Map<string, PdaKeys>();

  constructor(now: Clock) {
    this.#now = now;
  }

  /**
   * SPKI in PEM of the key called `kid`, else of the current one; undefined when the PDA shows none such.
   * @throws ExecutionFailure PDA_UNREACHABLE, also when it was asked for too many unknown keys in this minute
   */
  of(access: PdaAccess, kid: string | undefined): Promise<string | undefined> {
    return this.#keysOf(access).of(kid);
  }

  /**
   * The same, when the key that is known has failed; asks at most once in a minute.
   * @throws ExecutionFailure PDA_UNREACHABLE
   */
  renewed(access: PdaAccess, kid: string | undefined): Promise<string | undefined> {
    return this.#keysOf(access).renewed(kid);
  }

  /** A token that names `kid` was signed with that key: from now on nobody can crowd it out. */
  verified(access: PdaAccess, kid: string | undefined, pem: string): void {
    this.#keysOf(access).verified(kid, pem);
  }

  /** By address too, so that no key of where the PDA once was is taken for its own. */
  #keysOf({ token: _, ...access }: PdaAccess): PdaKeys {
    const name = JSON.stringify([access.pda, access.url]);
    const keys = this.#pdas.get(name) ?? new PdaKeys(this.#now, (kid) => ask(access, kid));
    this.#pdas.delete(name);
    this.#pdas.set(name, keys);
    const [oldest] = this.#pdas.keys();
    if (this.#pdas.size > MOST_PDAS && oldest !== undefined) this.#pdas.delete(oldest);
    return keys;
  }
}

async function ask(access: Omit<PdaAccess, 'token'>, kid: string | undefined): Promise<string | undefined> {
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
