import * as z from 'zod/mini';
import type { Clock, PdaDirectory } from '../../core/ports.ts';
import { requestPda } from './pda-request.ts';

const TIMEOUT_MS = 5000;
const KEPT_MS = 10 * 60_000;
const MAX_KEPT = 1000;

const pemSchema = z
  .string()
  .check(z.maxLength(4096), z.regex(/^-----BEGIN PUBLIC KEY-----\s[\w+/=\s]+-----END PUBLIC KEY-----\s*$/));

interface Kept {
  readonly key: string;
  readonly until: number;
}

/** Public keys of the registered PDAs, each asked for once in ten minutes. */
export class HttpPublicKeys {
  readonly #directory: PdaDirectory;
  readonly #now: Clock;
  readonly #kept = new Map<string, Kept>();

  constructor(directory: PdaDirectory, now: Clock) {
    this.#directory = directory;
    this.#now = now;
  }

  /**
   * SPKI in PEM; undefined when the PDA is not registered or shows no key.
   * @throws ExecutionFailure PDA_UNREACHABLE
   */
  async of(pda: string): Promise<string | undefined> {
    const access = await this.#directory.find(pda);
    if (!access) return undefined;
    const kept = this.#kept.get(pda);
    if (kept && kept.until > this.#now().getTime()) return kept.key;
    const { url } = access;
    const call = {
      access: { pda, url },
      method: 'GET',
      path: '/publickey',
      timeoutMs: TIMEOUT_MS,
    } as const;
    const { status, text } = await requestPda(call);
    const pem = pemSchema.safeParse(text);
    if (status !== 200 || !pem.success) return undefined;
    this.#keep(pda, pem.data);
    return pem.data;
  }

  #keep(pda: string, key: string): void {
    this.#kept.delete(pda);
    this.#kept.set(pda, { key, until: this.#now().getTime() + KEPT_MS });
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > MAX_KEPT && oldest !== undefined) this.#kept.delete(oldest);
  }
}
