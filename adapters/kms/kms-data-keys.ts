import { DecryptCommand, GenerateDataKeyCommand, type KMSClient } from '@aws-sdk/client-kms';
import { ENCRYPTION_CONTEXT } from '../../core/model/encryption-context.ts';
import type { Clock } from '../../core/ports.ts';

const HOUR_MS = 3_600_000;
/** After that, a key that was disabled in KMS opens nothing any more. */
const KEPT_MS = HOUR_MS;
/** Of 1,000 tokens each, which is a million PDAs. */
export const MOST_KEYS_KEPT = 1_000;

/** What KMS answers of a text that no key, or another, has wrapped. */
const NOT_OURS = ['InvalidCiphertextException', 'IncorrectKeyException'];

/** Where the wrapped key is kept that tokens are sealed with now. */
export interface DataKeyShelf {
  /** Counts one more token sealed with it. @returns nothing when it is time for another key */
  take(): Promise<string | undefined>;
  /** Puts a new one there, with which one token is sealed. */
  place(wrapped: string): Promise<void>;
}

interface Kept {
  readonly key: Promise<Buffer | undefined>;
  readonly until: number;
}

export interface KmsDataKeysOptions {
  /** ARN of the key that wraps them; no other unwraps any, whatever a text says. */
  readonly keyId: string;
  readonly shelf: DataKeyShelf;
  readonly now: Clock;
  /** @default MOST_KEYS_KEPT */
  readonly mostKept?: number;
}

/** Data keys that KMS makes and unwraps; what was unwrapped is kept for an hour, in memory. */
export class KmsDataKeys {
  readonly #client: KMSClient;
  readonly #options: KmsDataKeysOptions;
  readonly #kept = new Map<string, Kept>();

  constructor(client: KMSClient, options: KmsDataKeysOptions) {
    this.#client = client;
    this.#options = options;
  }

  /** @throws what the SDK throws */
  async current(): Promise<{ readonly key: Buffer; readonly wrapped: string }> {
    const wrapped = await this.#options.shelf.take();
    const key = wrapped === undefined ? undefined : await this.unwrap(wrapped);
    return wrapped !== undefined && key ? { key, wrapped } : this.#make();
  }

  /**
   * @returns undefined when another key has wrapped it, or none
   * @throws what the SDK throws
   */
  unwrap(wrapped: string): Promise<Buffer | undefined> {
    const kept = this.#kept.get(wrapped);
    if (kept && kept.until > this.#options.now().getTime()) return kept.key;
    const key = this.#ask(wrapped);
    this.#keep(wrapped, key);
    // A failure is nobody else's.
    key.catch(() => this.#kept.delete(wrapped));
    return key;
  }

  async #make() {
    const { keyId: KeyId, shelf } = this.#options;
    const { Plaintext, CiphertextBlob } = await this.#client.send(
      new GenerateDataKeyCommand({ KeyId, KeySpec: 'AES_256', EncryptionContext: ENCRYPTION_CONTEXT }),
    );
    const key = Buffer.from(Plaintext ?? []);
    const wrapped = Buffer.from(CiphertextBlob ?? []).toString('base64');
    await shelf.place(wrapped);
    this.#keep(wrapped, Promise.resolve(key));
    return { key, wrapped };
  }

  async #ask(wrapped: string): Promise<Buffer | undefined> {
    const CiphertextBlob = Buffer.from(wrapped, 'base64');
    if (CiphertextBlob.length === 0) return undefined;
    const { keyId: KeyId } = this.#options;
    try {
      const { Plaintext } = await this.#client.send(
        new DecryptCommand({ KeyId, CiphertextBlob, EncryptionContext: ENCRYPTION_CONTEXT }),
      );
      return Plaintext && Buffer.from(Plaintext);
    } catch (error) {
      if (error instanceof Error && NOT_OURS.includes(error.name)) return undefined;
      throw error;
    }
  }

  #keep(wrapped: string, key: Kept['key']): void {
    this.#kept.delete(wrapped);
    this.#kept.set(wrapped, { key, until: this.#options.now().getTime() + KEPT_MS });
    const [oldest] = this.#kept.keys();
    const { mostKept = MOST_KEYS_KEPT } = this.#options;
    if (this.#kept.size > mostKept && oldest !== undefined) this.#kept.delete(oldest);
  }
}
