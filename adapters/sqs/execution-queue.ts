import type { SQSClient } from '@aws-sdk/client-sqs';
import type { ExecutionRequest } from '../../core/model/execution-request.ts';
import type { ExecutionQueue, GroupPseudonyms } from '../../core/ports.ts';
import { sendBatches } from './send-batches.ts';

/** Execution requests on SQS, grouped by PDA so that one busy PDA delays no other. */
export class SqsExecutionQueue implements ExecutionQueue {
  readonly #client: SQSClient;
  readonly #queueUrl: string;
  readonly #groups: GroupPseudonyms;

  constructor(client: SQSClient, queueUrl: string, groups: GroupPseudonyms) {
    this.#client = client;
    this.#queueUrl = queueUrl;
    this.#groups = groups;
  }

  send(requests: readonly ExecutionRequest[], delayMs = 0): Promise<void> {
    const messages = requests.map((body) => ({ body, group: this.#groups.group(body.pda), delayMs }));
    return sendBatches(this.#client, this.#queueUrl, messages);
  }
}
