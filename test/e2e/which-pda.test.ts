import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { deriveEngineKeys } from '../../adapters/crypto/derive-keys.ts';
import { HmacGroupPseudonyms } from '../../adapters/crypto/hmac-pseudonyms.ts';
import { createClients } from '../../lambdas/shared/clients.ts';
import { ACCESS_KEY_ID } from '../../local/http/own-requests.ts';
import { createTables } from '../../local/state/create-tables.ts';
import { type DynamoServer, startDynamo } from '../../local/state/dynamo-server.ts';
import { localClientConfig } from '../../local/state/local-client-config.ts';
import { runCommand } from '../support/engine-process.ts';
import {
  type HttpAnswer,
  type HttpRequest,
  type HttpServer,
  startHttpServer,
} from '../support/http-server.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const SECRET = 'k'.repeat(64);
const SECRET_ID = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:EngineKey-1';
const OUTPUTS = { PdasTableName: 'pdas', PdaTokensKeyId: 'tokens', EngineKeySecretId: SECRET_ID };
const PDAS = ['asha.hubat.net', 'ben.hubat.net'] as const;
const [ASHA, BEN] = PDAS;
const groups = new HmacGroupPseudonyms(deriveEngineKeys(Buffer.from(SECRET)).groups);

/** As CloudFormation answers. */
function described(outputs: Record<string, string>): string {
  const members = Object.entries(outputs).map(
    ([key, value]) => `<member><OutputKey>${key}</OutputKey><OutputValue>${value}</OutputValue></member>`,
  );
  return `<DescribeStacksResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><DescribeStacksResult><Stacks>
    <member><StackId>arn:aws:cloudformation:eu-west-1:111122223333:stack/She-Orchestrator/1</StackId>
    <Outputs>${members.join('')}</Outputs></member></Stacks></DescribeStacksResult></DescribeStacksResponse>`;
}

describe('she pda which, of an engine on AWS', () => {
  const directory = temporaryFolder();
  let dynamo: DynamoServer;
  let aws: HttpServer;
  let outputs: Record<string, string>;
  let refused: boolean;

  function answerOfAws({ headers, body }: HttpRequest): HttpAnswer {
    if (headers['x-amz-target'] !== 'secretsmanager.GetSecretValue')
      return { status: 200, body: described(outputs) };
    const isAllowed = !refused && JSON.parse(body).SecretId === SECRET_ID;
    const answer = isAllowed ? { SecretString: SECRET } : { __type: 'AccessDeniedException', Message: 'no' };
    return { status: isAllowed ? 200 : 400, body: JSON.stringify(answer) };
  }

  beforeAll(async () => {
    dynamo = await startDynamo(directory);
    aws = await startHttpServer(answerOfAws);
    const clients = createClients({ dynamo: localClientConfig(dynamo.endpoint) });
    await createTables(clients.dynamo);
    for (const pda of PDAS) {
      const Item = { pda, url: `https://${pda}`, sealedToken: 'sealed' };
      await clients.dynamo.send(new PutCommand({ TableName: 'pdas', Item }));
    }
    clients.dynamo.destroy();
  });
  beforeEach(() => {
    [outputs, refused] = [OUTPUTS, false];
  });
  afterAll(() => Promise.all([dynamo.close(), aws.close()]));

  const she = (...args: string[]) =>
    runCommand(['pda', ...args, '--stage', 'example'], {
      ...{ AWS_ENDPOINT_URL: aws.url, AWS_ENDPOINT_URL_DYNAMODB: dynamo.endpoint },
      ...{ AWS_ACCESS_KEY_ID: ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY: 'local' },
    });

  it("names the PDAs with the key of the engine's secret, which it does not show", async () => {
    const { code, output } = await she('which', groups.group(BEN), groups.group(ASHA).slice(0, 12));

    expect(code).toBe(0);
    expect(output).toContain(`${groups.group(BEN)}  ${BEN}\n${groups.group(ASHA).slice(0, 12)}  ${ASHA}\n`);
    expect(output).not.toContain(SECRET);
  }, 60_000);

  it('names those it can, and fails for the one of a PDA that was removed', async () => {
    const { code, output } = await she('which', groups.group('gone.hubat.net'), groups.group(ASHA));

    expect(code).toBe(1);
    expect(output).toContain(`${groups.group(ASHA)}  ${ASHA}\n`);
    expect(output).toContain(`No registered PDA has the pseudonym ${groups.group('gone.hubat.net')}`);
  }, 60_000);

  it('says what whoever may not read the secret has to do', async () => {
    refused = true;

    const { code, output } = await she('which', groups.group(ASHA));

    expect(code).toBe(1);
    expect(output).toMatch(/AWS refused \(AccessDeniedException\).*\n.*docs\/pdas\.md says they must allow/);
    expect(output).not.toMatch(/\n\s+at /);
  }, 60_000);

  it('alone asks for a deployment that tells its secret', async () => {
    const { EngineKeySecretId: _, ...before } = OUTPUTS;
    outputs = before;

    const [which, list] = [await she('which', groups.group(ASHA)), await she('list')];

    expect([which.code, list.code]).toEqual([1, 0]);
    expect(which.output).toContain('has no output EngineKeySecretId: deploy this version of it');
  }, 60_000);
});
