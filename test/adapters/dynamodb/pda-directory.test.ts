import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { AesTokenCipher } from '../../../adapters/crypto/aes-token-cipher.ts';
import { DynamoDataKeyShelf } from '../../../adapters/dynamodb/data-key-shelf.ts';
import { DynamoPdaDirectory, type TokenCipher } from '../../../adapters/dynamodb/pda-directory.ts';
import { type LocalDynamo, openLocalDynamo } from '../../support/local-aws.ts';

const NOW = new Date('2026-01-01T00:00:00.000Z');
const ACCESS = { pda: 'asha.localhost', url: 'http://127.0.0.1:4000', token: 'token-of-asha' };
const FAR = { pda: 'ben.hubat.net', url: 'https://ben.hubat.net', token: 'token-of-ben' };

describe('DynamoPdaDirectory', () => {
  let dynamo: LocalDynamo;
  const directory = ({ byte = 1, nearby = true } = {}) => {
    const cipher = new AesTokenCipher(Buffer.alloc(32, byte));
    return new DynamoPdaDirectory(dynamo.client, { table: 'pdas', cipher, nearby, now: () => NOW });
  };

  beforeEach(async () => {
    dynamo = await openLocalDynamo();
  });
  afterEach(() => dynamo.close());

  it('knows how a registered PDA is reached', async () => {
    await directory().put(ACCESS);

    const found = await directory().find(ACCESS.pda);

    expect(found).toEqual({ ...ACCESS, nearby: true });
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

  it('stores a renewed token, and nothing else anew', async () => {
    await directory().put(ACCESS);
    const before = await directory().registration(ACCESS.pda);

    const isStored = await directory().renew(ACCESS, 'renewed');

    expect([isStored, (await directory().find(ACCESS.pda))?.token]).toEqual([true, 'renewed']);
    expect(await directory().registration(ACCESS.pda)).toEqual(before);
  });

  it.each([
    ['another token is registered', { ...ACCESS, token: 'rotated' }],
    ['it is somewhere else', { ...ACCESS, url: 'http://127.0.0.1:4001' }],
    ['it is not registered any more', undefined],
  ])('stores no renewed token when %s', async (_why, registered) => {
    if (registered) await directory().put(registered);

    const isStored = await directory().renew(ACCESS, 'renewed');

    expect([isStored, (await directory().find(ACCESS.pda))?.token]).toEqual([false, registered?.token]);
  });

  it('stores one renewed token of two that come at the same time', async () => {
    await directory().put(ACCESS);

    const stored = await Promise.all(['one', 'two'].map((token) => directory().renew(ACCESS, token)));

    const found = await directory().find(ACCESS.pda);
    expect(stored.toSorted()).toEqual([false, true]);
    expect(found?.token).toBe(['one', 'two'][stored.indexOf(true)]);
  });

  it('stores no renewed token over one that is registered while it is being sealed', async () => {
    await directory().put(ACCESS);
    const cipher = new AesTokenCipher(Buffer.alloc(32, 1));
    const slow: TokenCipher = {
      seal: (place, token) => cipher.seal(place, token),
      open: (place, sealed) => cipher.open(place, sealed),
      reseal: async (place, sealed, token) => {
        await directory().put({ ...ACCESS, token: 'rotated' });
        return cipher.reseal(place, sealed, token);
      },
    };
    const renewing = new DynamoPdaDirectory(dynamo.client, {
      ...{ table: 'pdas', cipher: slow, nearby: true, now: () => NOW },
    });

    const isStored = await renewing.renew(ACCESS, 'renewed');

    expect([isStored, (await directory().find(ACCESS.pda))?.token]).toEqual([false, 'rotated']);
  });

  it('tells until when a token is good, if that says so', async () => {
    const token = `e30.${btoa(JSON.stringify({ iss: FAR.pda, exp: NOW.getTime() / 1000 }))}.e30`;
    await directory().put(ACCESS);
    await directory().put({ ...FAR, token });

    const shown = await directory({ byte: 2 }).all();

    expect(shown.map(({ tokenEnds }) => tokenEnds)).toEqual([undefined, NOW.toISOString()]);
  });

  it('leaves no token in the table that can be read without the key', async () => {
    await directory().put(ACCESS);

    const key = { TableName: 'pdas', Key: { pda: ACCESS.pda } };
    const { Item } = await dynamo.client.send(new GetCommand(key));

    expect(JSON.stringify(Item)).not.toContain(ACCESS.token);
    await expect(directory({ byte: 2 }).find(ACCESS.pda)).rejects.toThrow('register the PDA again');
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

  it('lets nobody on AWS be nearby, nor talk without encryption', async () => {
    await directory().put(ACCESS);
    await directory().put(FAR);
    const onAws = directory({ nearby: false });

    const found = await onAws.find(FAR.pda);

    expect(found).toEqual(FAR);
    await expect(onAws.find(ACCESS.pda)).rejects.toThrow('is not of HTTPS: register the PDA again.');
  });

  it('shows who is registered, by name, and no token', async () => {
    await new DynamoDataKeyShelf(dynamo.client, 'pdas', () => NOW).place('wrapped');
    await directory().put(FAR);
    await directory().put(ACCESS);

    const shown = await directory({ byte: 2 }).all();

    const registeredAt = NOW.toISOString();
    expect(shown).toEqual([
      { pda: ACCESS.pda, url: ACCESS.url, registeredAt },
      { pda: FAR.pda, url: FAR.url, registeredAt },
    ]);
    expect(await directory().registration(FAR.pda)).toEqual(shown[1]);
  });

  it('forgets a PDA once', async () => {
    await directory().put(ACCESS);

    const removed = [await directory().remove(ACCESS.pda), await directory().remove(ACCESS.pda)];

    expect(removed).toEqual([true, false]);
    expect(await directory().find(ACCESS.pda)).toBeUndefined();
  });

  it('never takes the key of the tokens for a PDA', async () => {
    const shelf = new DynamoDataKeyShelf(dynamo.client, 'pdas', () => NOW);
    await shelf.place('wrapped');

    const found = [await directory().find('*'), await directory().registration('*')];

    expect([...found, await directory().remove('*')]).toEqual([undefined, undefined, false]);
    expect(await shelf.take()).toBe('wrapped');
  });
});
