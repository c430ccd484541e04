import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { LetterQueue } from '../../core/model/dead-letter.ts';
import type { WorkQueues } from '../../core/ports.ts';

/** The queues that feed the engine, for messages that are sent once more as they are. */
export class SqsWorkQueues implements WorkQueues {
  readonly #client: SQSClient;
  readonly #urls: Readonly<Record<LetterQueue, string>>;

  constructor(client: SQSClient, urls: Readonly<Record<LetterQueue, string>>) {
    this.#client = client;
    this.#urls = urls;
  }

  async send({ queue, body, group }: Parameters<WorkQueues['send']>[0]): Promise<void> {
    const message = { QueueUrl: this.#urls[queue], MessageBody: body };
    await this.#client.send(new SendMessageCommand({ ...message, ...(group && { MessageGroupId: group }) }));
  }
}
