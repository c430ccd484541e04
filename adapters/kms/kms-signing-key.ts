import { GetPublicKeyCommand, type KMSClient, SignCommand } from '@aws-sdk/client-kms';

const HEADER = { alg: 'RS256', typ: 'JWT' };

/** A key of a PDA that signs its tokens and never leaves KMS. */
export class KmsSigningKey {
  readonly #client: KMSClient;
  readonly #keyId: string;
  #publicKey: Promise<string> | undefined;

  /** @param keyId ARN of an RSA key for signing */
  constructor(client: KMSClient, keyId: string) {
    this.#client = client;
    this.#keyId = keyId;
  }

  /**
   * @returns a token (JWT, RS256)
   * @throws what the SDK throws
   */
  async sign(claims: object): Promise<string> {
    const signed = [HEADER, claims].map((part) => encoded(Buffer.from(JSON.stringify(part)))).join('.');
    const { Signature } = await this.#client.send(
      new SignCommand({
        KeyId: this.#keyId,
        Message: Buffer.from(signed),
        MessageType: 'RAW',
        SigningAlgorithm: 'RSASSA_PKCS1_V1_5_SHA_256',
      }),
    );
    return `${signed}.${encoded(Signature ?? new Uint8Array())}`;
  }

  /**
   * SPKI in PEM; asked for once.
   * @throws what the SDK throws
   */
  publicKey(): Promise<string> {
    this.#publicKey ??= this.#askForPublicKey().catch((error: unknown) => {
      // A failure is nobody else's.
      this.#publicKey = undefined;
      throw error;
    });
    return this.#publicKey;
  }

  async #askForPublicKey(): Promise<string> {
    const { PublicKey } = await this.#client.send(new GetPublicKeyCommand({ KeyId: this.#keyId }));
    const lines = Buffer.from(PublicKey ?? [])
      .toString('base64')
      .match(/.{1,64}/g);
    return ['-----BEGIN PUBLIC KEY-----', ...(lines ?? []), '-----END PUBLIC KEY-----', ''].join('\n');
  }
}

const encoded = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');
