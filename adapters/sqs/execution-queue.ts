import type { SQSClient } from '@aws-sdk/client-sqs';
import type { ExecutionRequest } from '../../core/model/execution-request.ts';
import type { ExecutionQueue, Pseudonyms } from '../../core/ports.ts';
import { sendBatches } from './send-batches.ts';

/** Execution requests on SQS, grouped by PDA so that one busy PDA delays no other. */
export class SqsExecutionQueue implements ExecutionQueue {
  readonly #client: SQSClient;
  readonly #queueUrl: string;
  readonly #pseudonyms: Pseudonyms;

  constructor(client: SQSClient, queueUrl: string, pseudonyms: Pseudonyms) {
    this.#client = client;
    this.#queueUrl = queueUrl;
    this.#pseudonyms = pseudonyms;
  }

  send(requests: readonly ExecutionRequest[]): Promise<void> {
    const messages = requests.map((body) => ({ body, group: this.#pseudonyms.group(body.pda) }));
    return sendBatches(this.#client, this.#queueUrl, messages);
  }
}
