import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import {
  EngineNotDeployed,
  outputsSchema,
  readStackOutputs,
} from '../../../local/dead-letters/stack-outputs.ts';
import { localClientConfig } from '../../../local/state/local-client-config.ts';
import { type HttpServer, startHttpServer } from '../../support/http-server.ts';

const OUTPUTS = {
  DataEventsQueueUrl: 'https://sqs/1',
  DataEventsDeadLettersUrl: 'https://sqs/2',
  ExecutionsQueueUrl: 'https://sqs/3',
  ExecutionsDeadLettersUrl: 'https://sqs/4',
  StatusTableName: 'statuses-1',
};

/** As CloudFormation answers. */
function described(outputs: Record<string, string>): string {
  const members = Object.entries(outputs).map(
    ([key, value]) => `<member><OutputKey>${key}</OutputKey><OutputValue>${value}</OutputValue></member>`,
  );
  const stack = `<StackId>arn:aws:cloudformation:eu-west-1:111122223333:stack/She-Orchestrator/1</StackId>`;
  return `<DescribeStacksResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><DescribeStacksResult>
    <Stacks><member>${stack}<Outputs>${members.join('')}</Outputs></member></Stacks>
    </DescribeStacksResult></DescribeStacksResponse>`;
}

describe('readStackOutputs', () => {
  let server: HttpServer;
  let client: CloudFormationClient;
  let outputs: Record<string, string>;

  beforeEach(async () => {
    outputs = { ...OUTPUTS, Another: 'x' };
    server = await startHttpServer(() => ({ status: 200, body: described(outputs) }));
    client = new CloudFormationClient(localClientConfig(server.url));
  });
  afterEach(async () => {
    client.destroy();
    await server.close();
  });

  it('tells where a deployed engine has its queues and its status items', async () => {
    const read = await readStackOutputs(client, '111122223333', outputsSchema);

    expect(read).toEqual(OUTPUTS);
    expect(server.requests[0]?.body).toContain('StackName=She-Orchestrator');
  });

  it('takes any account for a stage that names none', async () => {
    expect(await readStackOutputs(client, undefined, outputsSchema)).toEqual(OUTPUTS);
  });

  it("refuses another account than the stage's, so that no other deployment's letters are redriven", async () => {
    const reading = readStackOutputs(client, '444455556666', outputsSchema);

    await expect(reading).rejects.toThrow(/lead to account 111122223333.*configured for 444455556666/);
  });

  it('names what an older deployment lacks', async () => {
    outputs = { DataEventsQueueUrl: 'https://sqs/1' };

    const reading = readStackOutputs(client, undefined, outputsSchema);

    await expect(reading).rejects.toThrow(EngineNotDeployed);
    await expect(reading).rejects.toThrow(/no output DataEventsDeadLettersUrl, .*StatusTableName: deploy/);
  });
});
