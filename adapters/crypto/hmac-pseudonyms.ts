import { createHmac } from 'node:crypto';
import type { GroupPseudonyms, TenantPseudonyms } from '../../core/ports.ts';

/** By HMAC-SHA256; without the key nobody can tell whose they are, or that two belong together. */
export class HmacTenantPseudonyms implements TenantPseudonyms {
  readonly #key: Buffer;

  constructor(key: Buffer) {
    this.#key = key;
  }

  tenant(pda: string, functionId: string, epoch: number): string {
    return hmac(this.#key, ['tenant', pda, functionId, epoch]);
  }
}

/** By HMAC-SHA256, as those of tenants. */
export class HmacGroupPseudonyms implements GroupPseudonyms {
  readonly #key: Buffer;

  constructor(key: Buffer) {
    this.#key = key;
  }

  group(pda: string): string {
    return hmac(this.#key, ['group', pda]);
  }
}

/** Parts are written as JSON, so that no two lists of parts read the same. */
function hmac(key: Buffer, parts: readonly (string | number)[]): string {
  return createHmac('sha256', key).update(JSON.stringify(parts)).digest('hex');
}
