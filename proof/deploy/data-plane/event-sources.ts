import {
  type EventSourceMappingConfiguration,
  type LambdaClient,
  paginateListEventSourceMappings,
} from '@aws-sdk/client-lambda';
import { GetQueueUrlCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { SQSBatchResponse } from 'aws-lambda';
import { EngineError } from '../../../core/errors.ts';
import { type EventSource, startEventSource } from '../../../local/queues/event-source.ts';
import type { LambdaService } from './lambda-service.ts';

/** Batches of one queue at a time; the stacks ask for more, which one machine does not need. */
const BATCHES = 4;
const LONGEST_MS = 900_000;

export interface EventSources {
  /** Feeds the mappings that are new since the last look, and lets go of those that are gone. */
  look(): Promise<void>;
  stop(): Promise<void>;
}

/** Feeds each queue to the Lambda that an event source mapping of the deployment names. */
export function feedQueues(
  clients: { readonly lambda: LambdaClient; readonly sqs: SQSClient },
  service: LambdaService,
  onError: (error: unknown) => void,
): EventSources {
  const sources = new Map<string, EventSource>();
  const start = async ({
    EventSourceArn = '',
    FunctionArn = '',
    BatchSize,
  }: EventSourceMappingConfiguration) =>
    startEventSource({
      client: clients.sqs,
      queueUrl: await urlOf(clients.sqs, EventSourceArn),
      handler: (event) => handle(service, nameOf(FunctionArn), JSON.stringify(event)),
      batchSize: BatchSize ?? 10,
      concurrency: (BatchSize ?? 10) * BATCHES,
      ...{ timeoutMs: LONGEST_MS, onError },
    });
  return {
    look: async () => {
      const found = new Map<string, EventSourceMappingConfiguration>();
      for await (const { EventSourceMappings = [] } of paginateListEventSourceMappings(
        { client: clients.lambda },
        {},
      ))
        for (const mapping of EventSourceMappings) found.set(mapping.UUID ?? '', mapping);
      for (const [id, mapping] of found) if (!sources.has(id)) sources.set(id, await start(mapping));
      for (const [id, source] of sources)
        if (!found.has(id)) {
          sources.delete(id);
          void source.stop();
        }
    },
    stop: async () => {
      await Promise.all([...sources.values()].map((source) => source.stop()));
    },
  };
}

async function handle(service: LambdaService, name: string, payload: string): Promise<SQSBatchResponse> {
  const answer = await service.invoke(name, '$LATEST', payload);
  if (answer.failed) throw new EngineError(`${name} failed: ${answer.payload}`);
  return JSON.parse(answer.payload) ?? { batchItemFailures: [] };
}

/** By its name: what a queue's own address says may be another place than the one that is tried. */
async function urlOf(sqs: SQSClient, arn: string): Promise<string> {
  const { QueueUrl = '' } = await sqs.send(new GetQueueUrlCommand({ QueueName: nameOf(arn) }));
  return QueueUrl;
}

/** The last part of an ARN. */
export function nameOf(arn: string): string {
  return arn.slice(arn.lastIndexOf(':') + 1);
}
