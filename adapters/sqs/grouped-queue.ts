import { GetQueueAttributesCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { DataEvent } from '../../core/model/data-event.ts';
import type { ExecutionRequest } from '../../core/model/execution-request.ts';
import type { DataEventQueue, ExecutionQueue, GroupPseudonyms, QueueBacklog } from '../../core/ports.ts';
import { sendBatches } from './send-batches.ts';

/** Data events or execution requests on SQS, grouped by PDA so that one busy PDA delays no other. */
export class SqsGroupedQueue implements DataEventQueue, ExecutionQueue, QueueBacklog {
  readonly #client: SQSClient;
  readonly #queueUrl: string;
  readonly #groups: GroupPseudonyms;

  constructor(client: SQSClient, queueUrl: string, groups: GroupPseudonyms) {
    this.#client = client;
    this.#queueUrl = queueUrl;
    this.#groups = groups;
  }

  send(messages: readonly (DataEvent | ExecutionRequest)[], delayMs = 0): Promise<void> {
    const outgoing = messages.map((body) => ({ body, group: this.#groups.group(body.pda), delayMs }));
    return sendBatches(this.#client, this.#queueUrl, outgoing);
  }

  async waiting(): Promise<number> {
    const AttributeNames = ['ApproximateNumberOfMessages' as const];
    const ask = new GetQueueAttributesCommand({ QueueUrl: this.#queueUrl, AttributeNames });
    const { Attributes = {} } = await this.#client.send(ask);
    return Number(Attributes.ApproximateNumberOfMessages);
  }
}
