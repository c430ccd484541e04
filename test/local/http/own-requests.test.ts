import { ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { ListQueuesCommand } from '@aws-sdk/client-sqs';
import { createClients } from '../../../lambdas/shared/clients.ts';
import { ACCESS_KEY_ID } from '../../../local/http/own-requests.ts';
import { type Queues, startQueues } from '../../../local/queues/sqs-server.ts';
import { type DynamoServer, startDynamo } from '../../../local/state/dynamo-server.ts';
import { localClientConfig } from '../../../local/state/local-client-config.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const signedWith = (id: string) => `AWS4-HMAC-SHA256 Credential=${id}/20260101/eu-west-1/any/aws4_request`;
const KINDS = ['state', 'queues'] as const;
const STRANGERS = [
  ['a web page', { authorization: signedWith(ACCESS_KEY_ID), origin: 'https://example.org' }],
  ['a program without credentials', {}],
  ['a program with another key', { authorization: signedWith('local') }],
  ['a program with the beginning of the key', { authorization: signedWith(ACCESS_KEY_ID.slice(0, -1)) }],
] as const;

describe('the emulators of one machine', () => {
  const directory = temporaryFolder();
  let state: DynamoServer;
  let queues: Queues;

  beforeAll(async () => {
    [state, queues] = await Promise.all([startDynamo(directory), startQueues()]);
  });
  afterAll(() => Promise.all([state.close(), queues.close()]));

  const ask = (kind: (typeof KINDS)[number], headers: Readonly<Record<string, string>>) => {
    const target = kind === 'state' ? 'DynamoDB_20120810.ListTables' : 'AmazonSQS.ListQueues';
    const type = kind === 'state' ? 'application/x-amz-json-1.0' : 'application/x-amz-json-1.1';
    const { endpoint } = kind === 'state' ? state : queues;
    return fetch(endpoint, {
      method: 'POST',
      headers: { 'x-amz-target': target, 'content-type': type, 'x-amz-date': '20260101T000000Z', ...headers },
      body: '{}',
    });
  };

  it('answer the clients of this process', async () => {
    const { endpoint } = state;
    const clients = createClients({
      dynamo: localClientConfig(endpoint),
      sqs: localClientConfig(queues.endpoint),
    });

    const answers = [
      await clients.dynamo.send(new ListTablesCommand()),
      await clients.sqs.send(new ListQueuesCommand()),
    ];

    expect(answers).toMatchObject([{ TableNames: [] }, { QueueUrls: { length: 4 } }]);
    clients.dynamo.destroy();
    clients.sqs.destroy();
  });

  describe.each(KINDS)('%s', (kind) => {
    it.each(STRANGERS)('refuse %s', async (_who, headers) => {
      const response = await ask(kind, headers);

      expect(response.status).toBe(403);
      expect(await response.text()).toBe('');
    });

    it('refuse a web page that asks whether it may', async () => {
      const { endpoint } = kind === 'state' ? state : queues;

      const response = await fetch(endpoint, {
        method: 'OPTIONS',
        headers: { origin: 'https://example.org', 'access-control-request-method': 'POST' },
      });

      expect(response.status).toBe(403);
      expect(response.headers.get('access-control-allow-origin')).toBeNull();
    });
  });
});
