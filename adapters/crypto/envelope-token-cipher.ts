import { EngineError } from '../../core/errors.ts';
import type { PdaAccess } from '../../core/ports.ts';
import { AesTokenCipher } from './aes-token-cipher.ts';

/** A key that tokens are sealed with. */
export interface DataKey {
  /** 32 bytes. */
  readonly key: Buffer;
  /** The same, as only whoever holds the key above it can read it; base64. */
  readonly wrapped: string;
}

/** Keys of many tokens each, wrapped by one that never leaves its service. */
export interface DataKeys {
  /** For what is sealed now. */
  current(): Promise<DataKey>;
  /** @returns undefined when it was wrapped by another key, or is none */
  unwrap(wrapped: string): Promise<Buffer | undefined>;
}

/** Where a token may be sent. */
type PdaPlace = Pick<PdaAccess, 'pda' | 'url'>;

/** Stands in no base64. */
const SEPARATOR = '.';

/**
 * Seals tokens with a data key, which is kept beside them, wrapped: whoever holds the table holds no token, and one
 * call unwraps the key of a thousand PDAs. Each is bound to its PDA's name and address.
 */
export class EnvelopeTokenCipher {
  readonly #keys: DataKeys;

  constructor(keys: DataKeys) {
    this.#keys = keys;
  }

  /** @returns the wrapped key and the sealed token, in base64 with a dot between */
  async seal(place: PdaPlace, token: string): Promise<string> {
    const { key, wrapped } = await this.#keys.current();
    return wrapped + SEPARATOR + (await new AesTokenCipher(key).seal(place, token));
  }

  /**
   * Seals another token with the key that `sealed` was sealed with, for whoever may unwrap keys and make none.
   * @throws EngineError when that key is another's
   */
  async reseal(place: PdaPlace, sealed: string, token: string): Promise<string> {
    const { key, wrapped } = await this.#keyOf(place, sealed);
    return wrapped + SEPARATOR + (await new AesTokenCipher(key).seal(place, token));
  }

  /** @throws EngineError when it was sealed for another PDA or address, with another key, or changed since */
  async open(place: PdaPlace, sealed: string): Promise<string> {
    const { key, token } = await this.#keyOf(place, sealed);
    return new AesTokenCipher(key).open(place, token);
  }

  async #keyOf({ pda }: PdaPlace, sealed: string): Promise<DataKey & { readonly token: string }> {
    const [wrapped = '', token = '', ...rest] = sealed.split(SEPARATOR);
    const key = rest.length === 0 && token !== '' ? await this.#keys.unwrap(wrapped) : undefined;
    if (key) return { key, wrapped, token };
    throw new EngineError(
      `The key of the stored token of ${pda} is none of this engine's: register the PDA again.`,
    );
  }
}
