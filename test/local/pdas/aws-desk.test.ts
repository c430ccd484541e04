import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { HmacGroupPseudonyms } from '../../../adapters/crypto/hmac-pseudonyms.ts';
import { baseAddress } from '../../../adapters/pda/base-address.ts';
import { openPdas } from '../../../lambdas/shared/open-pdas.ts';
import { awsDeskOf } from '../../../local/pdas/aws-desk.ts';
import { type LocalDynamo, openLocalDynamo } from '../../support/local-aws.ts';
import { startLocalKms, type TestKms } from '../../support/local-kms.ts';

const ASHA = { pda: 'asha.hubat.net', url: 'https://asha.hubat.net', token: 'token-of-asha' };
const BEN = { pda: 'ben.hubat.net', url: 'https://ben.hubat.net', token: 'token-of-ben' };

describe('the PDAs of an engine on AWS', () => {
  let dynamo: LocalDynamo;
  let kms: TestKms;

  beforeEach(async () => {
    [dynamo, kms] = await Promise.all([openLocalDynamo(), startLocalKms()]);
  });
  afterEach(() => Promise.all([dynamo.close(), kms.close()]));

  /** As another process would have it. */
  const register = (keyId = 'arn:aws:kms:eu-west-1:111122223333:key/tokens') =>
    openPdas({
      ...{ dynamo: dynamo.client, kms: kms.client, table: 'pdas', keyId },
      ...{ nearby: false, now: () => new Date('2026-01-01T00:00:00.000Z') },
    });
  const pseudonyms = async () => new HmacGroupPseudonyms(Buffer.alloc(32));
  const desk = () => awsDeskOf(register(), pseudonyms);

  it('are found by the Lambdas, from the registration by an operator on', async () => {
    await desk().add(ASHA);

    const found = await register().find(ASHA.pda);

    expect(found).toEqual(ASHA);
  });

  it('share a key, which each process asks for once', async () => {
    await desk().add(ASHA);
    await desk().add(BEN);
    const lambda = register();

    await Promise.all([ASHA, BEN, ASHA].map(({ pda }) => lambda.find(pda)));

    expect(kms.asked()).toEqual(['GenerateDataKey', 'Decrypt', 'Decrypt']);
  });

  it('have their tokens renewed by who may unwrap keys and make none', async () => {
    await desk().add(ASHA);
    const lambda = register();

    await lambda.renew(ASHA, 'renewed');

    expect((await register().find(ASHA.pda))?.token).toBe('renewed');
    expect(kms.asked()).toEqual(['GenerateDataKey', 'Decrypt', 'Decrypt']);
  });

  it('leave no token in the table, and none that another key would open', async () => {
    await desk().add(ASHA);

    const { Items } = await dynamo.client.send(new ScanCommand({ TableName: 'pdas' }));

    expect(JSON.stringify(Items)).not.toContain(ASHA.token);
    await expect(register('another').find(ASHA.pda)).rejects.toThrow('register the PDA again');
  });

  it('are listed and removed without their tokens, also where KMS does not let one in', async () => {
    await desk().add(BEN);
    await desk().add(ASHA);
    kms.fail('AccessDeniedException');

    const [listed, removed] = [await desk().list(), await desk().remove(BEN.pda)];

    expect(listed.map(({ pda }) => pda)).toEqual([ASHA.pda, BEN.pda]);
    expect([removed, await desk().find(BEN.pda)]).toEqual([true, undefined]);
    await expect(desk().add(BEN)).rejects.toMatchObject({ name: 'AccessDeniedException' });
  });

  it('are registered once, by the first of two operators', async () => {
    const added = await Promise.all([desk().add(ASHA), desk().add({ ...ASHA, token: 'another' })]);

    const found = await register().find(ASHA.pda);

    expect(added.toSorted()).toEqual([false, true]);
    expect(found?.token).toBe(added[0] ? ASHA.token : 'another');
  });

  it('get another token where they are registered, and are not brought back by it', async () => {
    await desk().add(ASHA);
    const rotated = await desk().rotate({ ...ASHA, token: 'another' });
    const [found, elsewhere] = [
      await register().find(ASHA.pda),
      await desk().rotate({ ...ASHA, url: 'https://elsewhere.example.org' }),
    ];
    await desk().remove(ASHA.pda);

    const afterwards = await desk().rotate(ASHA);

    expect([rotated, found?.token, elsewhere, afterwards]).toEqual([true, 'another', false, false]);
    expect(await desk().list()).toEqual([]);
  });

  it('are of the internet alone', () => {
    const { nearby } = desk();

    expect(() => baseAddress('https://10.0.0.7', nearby)).toThrow('it is not of the internet');
  });
});
