import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { EngineError } from '../../core/errors.ts';
import type { ExecutionRequest } from '../../core/model/execution-request.ts';
import type { ExecutionQueue, Pseudonyms } from '../../core/ports.ts';

/** Most entries SQS takes at once. */
const BATCH = 10;

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

  /** @throws EngineError when SQS did not take every request */
  async send(requests: readonly ExecutionRequest[]): Promise<void> {
    for (let start = 0; start < requests.length; start += BATCH) {
      await this.#sendBatch(requests.slice(start, start + BATCH));
    }
  }

  async #sendBatch(requests: readonly ExecutionRequest[]): Promise<void> {
    const Entries = requests.map((request, index) => ({
      Id: String(index),
      MessageBody: JSON.stringify(request),
      MessageGroupId: this.#pseudonyms.group(request.pda),
    }));
    const { Failed = [] } = await this.#client.send(
      new SendMessageBatchCommand({ QueueUrl: this.#queueUrl, Entries }),
    );
    if (Failed.length > 0)
      throw new EngineError(`SQS refused ${Failed.length} of ${requests.length} execution requests.`);
  }
}
