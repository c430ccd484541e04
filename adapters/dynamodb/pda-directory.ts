import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import type { PdaAccess, PdaDirectory } from '../../core/ports.ts';

const itemSchema = z.object({ pda: z.string(), url: z.string(), sealedToken: z.string() });

/** Encrypts a text for one PDA; what it made for another PDA it cannot open. */
export interface TokenCipher {
  seal(pda: string, token: string): string;
  open(pda: string, sealed: string): string;
}

/** The registered PDAs in DynamoDB; tokens lie there sealed, bound to the PDA's name. */
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
    return { pda, url, token: this.#cipher.open(pda, sealedToken) };
  }

  async put({ pda, url, token }: PdaAccess): Promise<void> {
    const item = { pda, url, sealedToken: this.#cipher.seal(pda, token) };
    await this.#client.send(new PutCommand({ TableName: this.#table, Item: item }));
  }
}
