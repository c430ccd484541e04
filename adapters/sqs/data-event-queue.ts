import type { SQSClient } from '@aws-sdk/client-sqs';
import type { DataEvent } from '../../core/model/data-event.ts';
import type { DataEventQueue, GroupPseudonyms } from '../../core/ports.ts';
import { sendBatches } from './send-batches.ts';

/** Data events on SQS, grouped by PDA so that one busy PDA delays no other. */
export class SqsDataEventQueue implements DataEventQueue {
  readonly #client: SQSClient;
  readonly #queueUrl: string;
  readonly #groups: GroupPseudonyms;

  constructor(client: SQSClient, queueUrl: string, groups: GroupPseudonyms) {
    this.#client = client;
    this.#queueUrl = queueUrl;
    this.#groups = groups;
  }

  send(events: readonly DataEvent[]): Promise<void> {
    const messages = events.map((body) => ({ body, group: this.#groups.group(body.pda) }));
    return sendBatches(this.#client, this.#queueUrl, messages);
  }
}
