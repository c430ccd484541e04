import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { EngineError } from '../../core/errors.ts';
import { type DeadLetter, LETTER_QUEUES, type LetterQueue } from '../../core/model/dead-letter.ts';
import type { DeadLetterBox } from '../../core/ports.ts';

/** Most that SQS gives, or takes, at once. */
const BATCH = 10;

/** Letters looked at of one queue; who has more redrives, and looks again. */
const MOST = 1000;

/** How long a letter stays hidden from others should this process die; seconds. */
const HIDDEN_S = 300;

/** Long enough that SQS asks all of its servers. */
const WAIT_S = 1;

/** Where EventBridge says why it could not put an event into its queue: a code, such as `NO_PERMISSIONS`. */
const EVENTBRIDGES_REASON = 'ERROR_CODE';

/** What is held of one letter. */
interface Held {
  readonly letter: DeadLetter;
  readonly receipt: string;
}

/**
 * Dead-letter queues in SQS. SQS shows a message only by handing it out, so `letters` hides what it returns from
 * everybody else, until `close` or for five minutes.
 */
export class SqsDeadLetterBox implements DeadLetterBox {
  readonly #client: SQSClient;
  readonly #urls: Readonly<Record<LetterQueue, string>>;
  readonly #held = new Map<string, Held>();

  constructor(client: SQSClient, urls: Readonly<Record<LetterQueue, string>>) {
    this.#client = client;
    this.#urls = urls;
  }

  async letters(): Promise<readonly DeadLetter[]> {
    await Promise.all(LETTER_QUEUES.map((queue) => this.#hold(queue)));
    const letters = [...this.#held.values()].map(({ letter }) => letter);
    return letters.toSorted((a, b) => (a.at < b.at ? -1 : 1));
  }

  async remove({ id, queue }: DeadLetter): Promise<void> {
    const held = this.#held.get(id);
    if (!held) throw new EngineError(`The dead letter ${id} is not held: list the letters first.`);
    const message = { QueueUrl: this.#urls[queue], ReceiptHandle: held.receipt };
    await this.#client.send(new DeleteMessageCommand(message));
    this.#held.delete(id);
  }

  async close(): Promise<void> {
    for (const queue of LETTER_QUEUES) {
      const held = [...this.#held.values()].filter(({ letter }) => letter.queue === queue);
      for (let start = 0; start < held.length; start += BATCH) {
        const Entries = held.slice(start, start + BATCH).map(({ receipt }, index) => ({
          ...{ Id: String(index), ReceiptHandle: receipt },
          VisibilityTimeout: 0,
        }));
        const again = { QueueUrl: this.#urls[queue], Entries };
        await this.#client.send(new ChangeMessageVisibilityBatchCommand(again));
      }
    }
    this.#held.clear();
  }

  async #hold(queue: LetterQueue): Promise<void> {
    const receive = new ReceiveMessageCommand({
      QueueUrl: this.#urls[queue],
      MaxNumberOfMessages: BATCH,
      VisibilityTimeout: HIDDEN_S,
      WaitTimeSeconds: WAIT_S,
      MessageAttributeNames: ['reason', EVENTBRIDGES_REASON],
      MessageSystemAttributeNames: ['SentTimestamp', 'MessageGroupId'],
    });
    for (let held = 0; held < MOST; ) {
      const { Messages = [] } = await this.#client.send(receive);
      if (Messages.length === 0) return;
      for (const message of Messages) this.#keep(queue, message);
      held += Messages.length;
    }
  }

  #keep(queue: LetterQueue, message: Message): void {
    const { MessageId = '', ReceiptHandle = '', Body = '', Attributes = {}, MessageAttributes } = message;
    const letter = {
      ...{ id: MessageId, queue, body: Body },
      at: new Date(Number(Attributes.SentTimestamp ?? 0)).toISOString(),
      reason: (MessageAttributes?.reason ?? MessageAttributes?.[EVENTBRIDGES_REASON])?.StringValue,
      group: Attributes.MessageGroupId,
    };
    this.#held.set(MessageId, { letter, receipt: ReceiptHandle });
  }
}
