import { HmacGroupPseudonyms } from '../../adapters/crypto/hmac-pseudonyms.ts';
import { SqsDeadLetterBox } from '../../adapters/sqs/dead-letter-box.ts';
import { SqsDeadLetters } from '../../adapters/sqs/dead-letters.ts';
import { SqsGroupedQueue } from '../../adapters/sqs/grouped-queue.ts';
import { executionRequestSchema } from '../../core/model/execution-request.ts';
import { openLocalSqs } from '../support/local-aws.ts';
import { receiveMessages } from '../support/received-messages.ts';
import { describeDeadLetterBox } from './dead-letter-box.ts';
import { describeExecutionQueue } from './execution-queue.ts';

describeExecutionQueue('SQS', async () => {
  const { client, executions, close } = await openLocalSqs();
  const queue = new SqsGroupedQueue(client, executions, new HmacGroupPseudonyms(Buffer.alloc(32)));
  const take = async (count: number) => {
    const messages = await receiveMessages(client, executions, count);
    return messages.map(({ Body = '' }) => executionRequestSchema.parse(JSON.parse(Body)));
  };
  return { it: { queue, take }, close };
});

describeDeadLetterBox('SQS', async () => {
  const { client, dataEventsDlq, executionsDlq, close } = await openLocalSqs();
  const urls = { 'data-events': dataEventsDlq, executions: executionsDlq };
  const another = () => new SqsDeadLetterBox(client, urls);
  return { it: { box: another(), into: (queue) => new SqsDeadLetters(client, urls[queue]), another }, close };
});
