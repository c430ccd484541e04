import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { AesTokenCipher } from '../../../adapters/crypto/aes-token-cipher.ts';
import { DynamoPdaDirectory } from '../../../adapters/dynamodb/pda-directory.ts';
import { type LocalDynamo, openLocalDynamo } from '../../support/local-aws.ts';

const ACCESS = { pda: 'asha.localhost', url: 'http://127.0.0.1:4000', token: 'token-of-asha' };

describe('DynamoPdaDirectory', () => {
  let dynamo: LocalDynamo;
  const directory = (byte = 1) =>
    new DynamoPdaDirectory(dynamo.client, 'pdas', new AesTokenCipher(Buffer.alloc(32, byte)));

  beforeEach(async () => {
    dynamo = await openLocalDynamo();
  });
  afterEach(() => dynamo.close());

  it('knows how a registered PDA is reached', async () => {
    await directory().put(ACCESS);

    const found = await directory().find(ACCESS.pda);

    expect(found).toEqual(ACCESS);
  });

  it('knows nothing of another', async () => {
    await directory().put(ACCESS);

    const found = await directory().find('ben.localhost');

    expect(found).toBeUndefined();
  });

  it('takes a new token in place of the old', async () => {
    await directory().put(ACCESS);
    await directory().put({ ...ACCESS, token: 'another' });

    const found = await directory().find(ACCESS.pda);

    expect(found?.token).toBe('another');
  });

  it('leaves no token in the table that can be read without the key', async () => {
    await directory().put(ACCESS);

    const key = { TableName: 'pdas', Key: { pda: ACCESS.pda } };
    const { Item } = await dynamo.client.send(new GetCommand(key));

    expect(JSON.stringify(Item)).not.toContain(ACCESS.token);
    await expect(directory(2).find(ACCESS.pda)).rejects.toThrow('register the PDA again');
  });

  it('sends no token to an address that it was not given for', async () => {
    await directory().put(ACCESS);
    await dynamo.client.send(
      new UpdateCommand({
        TableName: 'pdas',
        Key: { pda: ACCESS.pda },
        UpdateExpression: 'SET #url = :url',
        ExpressionAttributeNames: { '#url': 'url' },
        ExpressionAttributeValues: { ':url': 'https://elsewhere.example.org' },
      }),
    );

    const find = directory().find(ACCESS.pda);

    await expect(find).rejects.toThrow('register the PDA again');
  });
});
