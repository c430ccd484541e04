import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import {
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  paginateScan,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { EngineError } from '../../core/errors.ts';
import { tokenEnd } from '../../core/model/token-claims.ts';
import type { Clock, PdaAccess, PdaRegister, PdaRegistration } from '../../core/ports.ts';
import { SHELF } from './data-key-shelf.ts';
import { putIf } from './put-if.ts';

/** What is stored of a PDA. */
export const pdaItemSchema = z.object({
  pda: z.string(),
  url: z.string(),
  sealedToken: z.string(),
  registeredAt: z._default(z.string(), ''),
  tokenEnds: z.optional(z.string()),
});

/** Where a token may be sent. */
type PdaPlace = Pick<PdaAccess, 'pda' | 'url'>;

/** Encrypts a text for one PDA at one address; what it made for another it cannot open. */
export interface TokenCipher {
  seal(place: PdaPlace, token: string): Promise<string>;
  /** Seals another token with the key that `sealed` was sealed with. */
  reseal(place: PdaPlace, sealed: string, token: string): Promise<string>;
  open(place: PdaPlace, sealed: string): Promise<string>;
}

export interface PdaDirectoryOptions {
  readonly table: string;
  readonly cipher: TokenCipher;
  /** Whether PDAs may be on this machine, or in its network; elsewhere they are of HTTPS and of the internet. */
  readonly nearby: boolean;
  readonly now: Clock;
}

/** The registered PDAs in DynamoDB; tokens lie there sealed, bound to the PDA's name and address. */
export class DynamoPdaDirectory implements PdaRegister {
  readonly #client: DynamoDBDocumentClient;
  readonly #options: PdaDirectoryOptions;

  constructor(client: DynamoDBDocumentClient, options: PdaDirectoryOptions) {
    this.#client = client;
    this.#options = options;
  }

  /** @throws EngineError when the registration cannot be used here */
  async find(pda: string): Promise<PdaAccess | undefined> {
    const { cipher, nearby } = this.#options;
    const item = await this.#item(pda);
    if (!item) return undefined;
    const { url, sealedToken } = item;
    if (!nearby && !url.startsWith('https://'))
      throw new EngineError(`The registered address of ${pda} is not of HTTPS: register the PDA again.`);
    return { pda, url, token: await cipher.open({ pda, url }, sealedToken), ...(nearby && { nearby }) };
  }

  async put(access: PdaAccess, registeredAt?: string): Promise<void> {
    await this.#client.send(new PutCommand(await this.#sealed(access, registeredAt)));
  }

  async add(access: PdaAccess): Promise<boolean> {
    const condition = { ConditionExpression: 'attribute_not_exists(pda)' };
    return putIf(this.#client, new PutCommand({ ...(await this.#sealed(access)), ...condition }));
  }

  async rotate(access: PdaAccess): Promise<boolean> {
    const condition = {
      ConditionExpression: '#url = :url',
      ExpressionAttributeNames: { '#url': 'url' },
      ExpressionAttributeValues: { ':url': access.url },
    };
    return putIf(this.#client, new PutCommand({ ...(await this.#sealed(access)), ...condition }));
  }

  /** Changes the sealed token and nothing else: that is all that the executor's role may. */
  async renew({ pda, url, token: held }: PdaAccess, token: string): Promise<boolean> {
    const { cipher, table } = this.#options;
    const item = await this.#item(pda);
    if (item?.url !== url || (await cipher.open({ pda, url }, item.sealedToken)) !== held) return false;
    try {
      await this.#client.send(
        new UpdateCommand({
          TableName: table,
          Key: { pda },
          UpdateExpression: 'SET sealedToken = :renewed',
          ConditionExpression: 'sealedToken = :held',
          ExpressionAttributeValues: {
            ':held': item.sealedToken,
            ':renewed': await cipher.reseal({ pda, url }, item.sealedToken, token),
          },
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  }

  async all(): Promise<readonly PdaRegistration[]> {
    const found: PdaRegistration[] = [];
    for await (const { Items = [] } of paginateScan(
      { client: this.#client },
      { TableName: this.#options.table },
    ))
      found.push(...Items.filter(({ pda }) => pda !== SHELF).map((item) => shown(pdaItemSchema.parse(item))));
    return found.toSorted((a, b) => (a.pda < b.pda ? -1 : 1));
  }

  async registration(pda: string): Promise<PdaRegistration | undefined> {
    const item = await this.#item(pda);
    return item && shown(item);
  }

  async remove(pda: string): Promise<boolean> {
    if (pda === SHELF) return false;
    const { Attributes } = await this.#client.send(
      new DeleteCommand({ TableName: this.#options.table, Key: { pda }, ReturnValues: 'ALL_OLD' }),
    );
    return Attributes !== undefined;
  }

  async #sealed({ pda, url, token }: PdaAccess, registeredAt?: string) {
    const { cipher, now, table } = this.#options;
    const sealedToken = await cipher.seal({ pda, url }, token);
    const tokenEnds = tokenEnd(token);
    const item = { pda, url, sealedToken, registeredAt: registeredAt ?? now().toISOString() };
    return { TableName: table, Item: { ...item, ...(tokenEnds !== undefined && { tokenEnds }) } };
  }

  async #item(pda: string) {
    if (pda === SHELF) return undefined;
    const { Item } = await this.#client.send(
      new GetCommand({ TableName: this.#options.table, Key: { pda } }),
    );
    return Item && pdaItemSchema.parse(Item);
  }
}

function shown({ pda, url, registeredAt, tokenEnds }: z.infer<typeof pdaItemSchema>): PdaRegistration {
  return { pda, url, registeredAt, tokenEnds };
}
