import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { EngineError } from '../../core/errors.ts';
import type { PdaAccess } from '../../core/ports.ts';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Where a token may be sent. */
type PdaPlace = Pick<PdaAccess, 'pda' | 'url'>;

/** Seals tokens with AES-256-GCM; the PDA's name and address are authenticated with them, so neither can be swapped. */
export class AesTokenCipher {
  readonly #key: Buffer;

  constructor(key: Buffer) {
    this.#key = key;
  }

  /** @returns nonce, tag and cipher text in base64 */
  async seal(place: PdaPlace, token: string): Promise<string> {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.#key, nonce).setAAD(bound(place));
    const sealed = Buffer.concat([cipher.update(token, 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64');
  }

  /** There is one key for all: the same as `seal`. */
  reseal(place: PdaPlace, _sealed: string, token: string): Promise<string> {
    return this.seal(place, token);
  }

  /** @throws EngineError when it was sealed for another PDA or address, with another key, or changed since */
  async open(place: PdaPlace, sealed: string): Promise<string> {
    const bytes = Buffer.from(sealed, 'base64');
    const tag = bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES);
    try {
      const decipher = createDecipheriv('aes-256-gcm', this.#key, bytes.subarray(0, NONCE_BYTES));
      decipher.setAAD(bound(place)).setAuthTag(tag);
      const text = decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES));
      return Buffer.concat([text, decipher.final()]).toString('utf8');
    } catch {
      throw new EngineError(
        `The stored token of ${place.pda} cannot be opened with this engine's key: register the PDA again.`,
      );
    }
  }
}

function bound({ pda, url }: PdaPlace): Buffer {
  return Buffer.from(JSON.stringify([pda, url]));
}
