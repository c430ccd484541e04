import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { DeadLetters, NewLetter } from '../../core/ports.ts';

/** A dead-letter queue that says why: the reason travels as the message attribute `reason`, the group as its own. */
export class SqsDeadLetters implements DeadLetters {
  readonly #client: SQSClient;
  readonly #queueUrl: string;

  constructor(client: SQSClient, queueUrl: string) {
    this.#client = client;
    this.#queueUrl = queueUrl;
  }

  async put({ body, reason, group }: NewLetter): Promise<void> {
    const said = reason && { reason: { DataType: 'String', StringValue: reason } };
    await this.#client.send(
      new SendMessageCommand({
        QueueUrl: this.#queueUrl,
        MessageBody: body,
        ...(said && { MessageAttributes: said }),
        ...(group && { MessageGroupId: group }),
      }),
    );
  }
}
