import { createHmac } from 'node:crypto';
import type { Pseudonyms } from '../../core/ports.ts';

/** Pseudonyms by HMAC-SHA256; without the key nobody can tell whose they are, or that two belong together. */
export class HmacPseudonyms implements Pseudonyms {
  readonly #key: Buffer;

  constructor(key: Buffer) {
    this.#key = key;
  }

  tenant(pda: string, functionId: string, epoch: number): string {
    return this.#hmac(['tenant', pda, functionId, epoch]);
  }

  group(pda: string): string {
    return this.#hmac(['group', pda]);
  }

  #hmac(parts: readonly (string | number)[]): string {
    return createHmac('sha256', this.#key).update(JSON.stringify(parts)).digest('hex');
  }
}
