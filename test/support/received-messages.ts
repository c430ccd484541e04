import { type Message, ReceiveMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';

/** Takes messages out of a queue until there are `count`; fails after ten empty looks. */
export async function receiveMessages(
  client: SQSClient,
  QueueUrl: string,
  count: number,
): Promise<Message[]> {
  const received: Message[] = [];
  for (let looks = 0; received.length < count; looks++) {
    if (looks === count + 10) throw new Error(`only ${received.length} of ${count} messages came`);
    const all = { MessageAttributeNames: ['All'], MessageSystemAttributeNames: ['All' as const] };
    const receive = new ReceiveMessageCommand({
      QueueUrl,
      MaxNumberOfMessages: 10,
      WaitTimeSeconds: 1,
      ...all,
    });
    received.push(...((await client.send(receive)).Messages ?? []));
  }
  return received;
}
