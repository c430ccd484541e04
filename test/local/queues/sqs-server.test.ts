import { ChangeMessageVisibilityCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { sendBatches } from '../../../adapters/sqs/send-batches.ts';
import { type LocalSqs, openLocalSqs } from '../../support/local-aws.ts';
import { receiveMessages } from '../../support/received-messages.ts';

describe('the queues of one machine', () => {
  let sqs: LocalSqs;

  beforeEach(async () => {
    sqs = await openLocalSqs();
  });
  afterEach(() => sqs.close());

  it('listen on this machine alone', () => {
    expect(new URL(sqs.endpoint).hostname).toBe('127.0.0.1');
  });

  it.each(['dataEvents', 'executions'] as const)(
    'give a message of %s up after five deliveries',
    async (name) => {
      const QueueUrl = sqs[name];
      await sendBatches(sqs.client, QueueUrl, [{ body: 'poison', group: 'g' }]);

      for (let delivery = 1; delivery <= 5; delivery++) {
        const [message] = await receiveMessages(sqs.client, QueueUrl, 1);
        const again = { QueueUrl, ReceiptHandle: message?.ReceiptHandle, VisibilityTimeout: 0 };
        await sqs.client.send(new ChangeMessageVisibilityCommand(again));
      }

      const { Messages } = await sqs.client.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 0 }));
      expect(Messages).toBeUndefined();
      expect(await receiveMessages(sqs.client, sqs[`${name}Dlq`], 1)).toMatchObject([{ Body: '"poison"' }]);
    },
  );
});
