import { AesTokenCipher } from '../../../adapters/crypto/aes-token-cipher.ts';
import { DynamoPdaDirectory } from '../../../adapters/dynamodb/pda-directory.ts';
import { createClients } from '../../../lambdas/shared/clients.ts';
import { pdasOfLambda } from '../../../lambdas/shared/pdas-of-lambda.ts';
import { type LocalDynamo, openLocalDynamo } from '../../support/local-aws.ts';

const ENV = { PDAS_TABLE: 'pdas', PDA_TOKENS_KEY_ID: 'arn:aws:kms:eu-west-1:111122223333:key/tokens' };
const NEARBY = { pda: 'asha.localhost', url: 'http://127.0.0.1:9001', token: 'token' };
const now = () => new Date('2026-01-01T00:00:00.000Z');

describe('the PDAs that a Lambda speaks with', () => {
  let dynamo: LocalDynamo;

  beforeEach(async () => {
    dynamo = await openLocalDynamo();
    const cipher = new AesTokenCipher(Buffer.alloc(32));
    await new DynamoPdaDirectory(dynamo.client, { table: 'pdas', cipher, nearby: true, now }).put(NEARBY);
  });
  afterEach(() => dynamo.close());

  it('are never beside it on AWS, whatever is in the table', async () => {
    const clients = { ...createClients(), dynamo: dynamo.client };
    const directory = pdasOfLambda(ENV, { clients, now }, { AWS_LAMBDA_FUNCTION_NAME: 'she-executor' });

    const finding = directory.find(NEARBY.pda);

    await expect(finding).rejects.toThrow('is not of HTTPS');
  });

  it('are only those that are registered', async () => {
    const clients = { ...createClients(), dynamo: dynamo.client };

    const found = await pdasOfLambda(ENV, { clients, now }, {}).find('ben.localhost');

    expect(found).toBeUndefined();
  });
});
