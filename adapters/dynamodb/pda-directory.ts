import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import type { PdaAccess, PdaDirectory } from '../../core/ports.ts';

const itemSchema = z.object({ pda: z.string(), url: z.string(), sealedToken: z.string() });

/** Where a token may be sent. */
type PdaPlace = Pick<PdaAccess, 'pda' | 'url'>;

/** Encrypts a text for one PDA at one address; what it made for another it cannot open. */
export interface TokenCipher {
  seal(place: PdaPlace, token: string): string;
  open(place: PdaPlace, sealed: string): string;
}

/** The registered PDAs in DynamoDB; tokens lie there sealed, bound to the PDA's name and address. */
export class DynamoPdaDirectory implements PdaDirectory {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;
  readonly #cipher: TokenCipher;

  constructor(client: DynamoDBDocumentClient, table: string, cipher: TokenCipher) {
    this.#client = client;
    this.#table = table;
    this.#cipher = cipher;
  }

  async find(pda: string): Promise<PdaAccess | undefined> {
    const { Item } = await this.#client.send(new GetCommand({ TableName: this.#table, Key: { pda } }));
    if (!Item) return undefined;
    const { url, sealedToken } = itemSchema.parse(Item);
    return { pda, url, token: this.#cipher.open({ pda, url }, sealedToken) };
  }

  async put({ pda, url, token }: PdaAccess): Promise<void> {
    const item = { pda, url, sealedToken: this.#cipher.seal({ pda, url }, token) };
    await this.#client.send(new PutCommand({ TableName: this.#table, Item: item }));
  }
}
