import { CreateQueueCommand, GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { buildApp } from 'fauxqs';
import { EngineError } from '../../core/errors.ts';
import { isOwnRequest } from '../http/own-requests.ts';
import { localClientConfig } from '../state/local-client-config.ts';

/** The engine's queues on this machine, in memory: what they lose, the PDA's outbox and reconcile bring again. */
export interface Queues {
  readonly endpoint: string;
  readonly dataEvents: string;
  readonly dataEventsDlq: string;
  readonly executions: string;
  readonly executionsDlq: string;
  close(): Promise<void>;
}

/** Deliveries of one message before it goes to the dead-letter queue. */
const DELIVERIES = 5;

/** Longest that a delivery may take, seconds; as long as the executor's Lambda may run. */
const VISIBILITY_S = 900;

export async function startQueues(): Promise<Queues> {
  // Its own start function listens on every network interface.
  const app = buildApp({ logger: false, host: '127.0.0.1' });
  app.addHook('onRequest', async ({ headers }, reply) => {
    if (!isOwnRequest(headers)) return reply.code(403).send();
  });
  const endpoint = await app.listen({ port: 0, host: '127.0.0.1' });
  const client = new SQSClient(localClientConfig(endpoint));
  const dataEvents = await createWithDlq(client, 'data-events');
  const executions = await createWithDlq(client, 'executions');
  client.destroy();
  return {
    endpoint,
    dataEvents: dataEvents.url,
    dataEventsDlq: dataEvents.dlq,
    executions: executions.url,
    executionsDlq: executions.dlq,
    close: async () => {
      app.server.closeAllConnections();
      await app.close();
    },
  };
}

async function createWithDlq(client: SQSClient, name: string) {
  const dlq = await create(client, `${name}-dlq`);
  const described = new GetQueueAttributesCommand({ QueueUrl: dlq, AttributeNames: ['QueueArn'] });
  const { Attributes } = await client.send(described);
  const redrive = { deadLetterTargetArn: Attributes?.QueueArn, maxReceiveCount: DELIVERIES };
  const attributes = { RedrivePolicy: JSON.stringify(redrive), VisibilityTimeout: String(VISIBILITY_S) };
  return { dlq, url: await create(client, name, attributes) };
}

async function create(client: SQSClient, name: string, attributes?: Record<string, string>): Promise<string> {
  const { QueueUrl } = await client.send(new CreateQueueCommand({ QueueName: name, Attributes: attributes }));
  if (!QueueUrl) throw new EngineError(`The queue ${name} was not created.`);
  return QueueUrl;
}
