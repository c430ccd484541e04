import { createCipheriv, createDecipheriv, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/** What the engine asks of KMS, as its wire has it. */
interface Asked {
  readonly KeyId: string;
  readonly CiphertextBlob?: string;
  /** What is to be signed, base64. */
  readonly Message?: string;
  readonly EncryptionContext?: Readonly<Record<string, string>>;
}

interface Answer {
  readonly status: number;
  readonly body: object;
}

type KeyPair = ReturnType<typeof rsaKeys>;
const rsaKeys = () => generateKeyPairSync('rsa', { modulusLength: 2048 });

const NONCE = 12;
const TAG = 16;

/**
 * KMS as far as the engine speaks with it: keys that never leave, one for each ARN that is asked for, and data keys
 * that open only with the key and the encryption context they were made with; pairs of keys that sign.
 */
export class LocalKms {
  readonly #keys = new Map<string, Buffer>();
  readonly #pairs = new Map<string, KeyPair>();

  /** @param target of the request, such as `TrentService.Decrypt` @returns undefined when that is not KMS's */
  answer(target: string, body: string): Answer | undefined {
    if (target === 'TrentService.GenerateDataKey') return this.#generate(JSON.parse(body));
    if (target === 'TrentService.Decrypt') return this.#decrypt(JSON.parse(body));
    if (target === 'TrentService.Sign') return this.#sign(JSON.parse(body));
    if (target === 'TrentService.GetPublicKey') return this.#show(JSON.parse(body));
    return undefined;
  }

  #generate({ KeyId, EncryptionContext }: Asked): Answer {
    const [plain, nonce] = [randomBytes(32), randomBytes(NONCE)];
    const cipher = createCipheriv('aes-256-gcm', this.#key(KeyId), nonce);
    cipher.setAAD(Buffer.from(JSON.stringify(EncryptionContext ?? {})));
    const wrapped = Buffer.concat([cipher.update(plain), cipher.final()]);
    const blob = Buffer.concat([nonce, cipher.getAuthTag(), wrapped]);
    const [Plaintext, CiphertextBlob] = [plain.toString('base64'), blob.toString('base64')];
    return { status: 200, body: { KeyId, Plaintext, CiphertextBlob } };
  }

  #decrypt({ KeyId, EncryptionContext, CiphertextBlob = '' }: Asked): Answer {
    const blob = Buffer.from(CiphertextBlob, 'base64');
    try {
      const decipher = createDecipheriv('aes-256-gcm', this.#key(KeyId), blob.subarray(0, NONCE));
      decipher.setAAD(Buffer.from(JSON.stringify(EncryptionContext ?? {})));
      decipher.setAuthTag(blob.subarray(NONCE, NONCE + TAG));
      const plain = Buffer.concat([decipher.update(blob.subarray(NONCE + TAG)), decipher.final()]);
      return { status: 200, body: { KeyId, Plaintext: plain.toString('base64') } };
    } catch {
      return { status: 400, body: { __type: 'InvalidCiphertextException' } };
    }
  }

  #sign({ KeyId, Message = '' }: Asked): Answer {
    const signature = sign('sha256', Buffer.from(Message, 'base64'), this.#pair(KeyId).privateKey);
    return { status: 200, body: { KeyId, Signature: signature.toString('base64') } };
  }

  #show({ KeyId }: Asked): Answer {
    const key = this.#pair(KeyId).publicKey.export({ type: 'spki', format: 'der' });
    return { status: 200, body: { KeyId, PublicKey: key.toString('base64') } };
  }

  #pair(id: string): KeyPair {
    const pair = this.#pairs.get(id) ?? rsaKeys();
    this.#pairs.set(id, pair);
    return pair;
  }

  #key(id: string): Buffer {
    const key = this.#keys.get(id) ?? randomBytes(32);
    this.#keys.set(id, key);
    return key;
  }
}
