import { ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { InvokeCommand } from '@aws-sdk/client-lambda';
import { GetQueueAttributesCommand, ListQueuesCommand } from '@aws-sdk/client-sqs';
import { createClients } from '../../../lambdas/shared/clients.ts';
import { localClientConfig } from '../../../local/state/local-client-config.ts';
import { type HttpServer, startHttpServer } from '../../support/http-server.ts';

/** What a handler works with, once it has sent something; the clients' type does not tell of it. */
function configsOf(handler: object): unknown {
  return 'httpHandlerConfigs' in handler && (handler.httpHandlerConfigs as () => unknown).call(handler);
}

describe('the AWS clients', () => {
  let server: HttpServer;

  beforeEach(async () => {
    server = await startHttpServer(() => ({ status: 200, headers: {}, body: '{}' }));
  });
  afterEach(() => server.close());

  it('give up on a service that does not answer, after the longest answer it may need', async () => {
    const here = localClientConfig(server.url);
    const { dynamo, sqs, lambda } = createClients({ dynamo: here, sqs: here, lambda: here });
    await dynamo.send(new ListTablesCommand());
    await sqs.send(new ListQueuesCommand());
    await lambda.send(new InvokeCommand({ FunctionName: 'any' }));

    const patience = [dynamo, sqs, lambda].map(({ config }) => configsOf(config.requestHandler));

    const common = { connectionTimeout: 3_000, throwOnRequestTimeout: true };
    expect(patience).toMatchObject([
      { ...common, requestTimeout: 30_000 },
      { ...common, requestTimeout: 30_000 },
      { ...common, requestTimeout: 330_000 },
    ]);
    for (const client of [dynamo, sqs, lambda]) client.destroy();
  });

  it('send to queues where the environment says that AWS is, not where a queue says that it is', async () => {
    process.env.AWS_ENDPOINT_URL = server.url;
    const { region, credentials } = localClientConfig(server.url);
    const { sqs } = createClients({ sqs: { region, credentials } });

    const QueueUrl = 'https://sqs.eu-west-1.amazonaws.com/123456789012/executions';
    await sqs.send(new GetQueueAttributesCommand({ QueueUrl }));

    delete process.env.AWS_ENDPOINT_URL;
    sqs.destroy();
    expect(server.requests.at(-1)?.body).toContain(QueueUrl);
  });
});
