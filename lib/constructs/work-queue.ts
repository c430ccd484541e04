import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { Alerts } from './alerts.ts';
import { DeadLetters, KEPT } from './dead-letters.ts';

export interface WorkQueueProps {
  /** Kebab-case, for the alarm. */
  readonly name: string;
  readonly key: IKey;
  readonly alerts: Alerts;
  /** Of the Lambda that works on it. */
  readonly workerTimeout: Duration;
  /** Age of the oldest message beyond which somebody must act, and why not before. */
  readonly tooOld: { readonly age: Duration; readonly why: string };
}

/** Lambda's advice: a message must not come back while its batch is still being retried by the service. */
const VISIBILITY_FACTOR = 6;

/** A queue that a Lambda works on, and the dead-letter queue for what it cannot finish. */
export class WorkQueue extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, { name, key, alerts, ...props }: WorkQueueProps) {
    super(scope, id);
    const alert = {
      name: `${name}-dead-letters`,
      description: `Messages lie in the dead-letter queue of ${name}.`,
    };
    this.deadLetters = new DeadLetters(this, 'DeadLetters', { key, alerts, alert }).queue;
    this.queue = new Queue(this, 'Queue', {
      encryption: QueueEncryption.KMS,
      encryptionMasterKey: key,
      enforceSSL: true,
      retentionPeriod: KEPT,
      visibilityTimeout: Duration.seconds(props.workerTimeout.toSeconds() * VISIBILITY_FACTOR),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: 5 },
    });
    alerts.on(this, {
      name: `${name}-age`,
      severity: 'high',
      description: `The oldest message of ${name} has waited for too long.`,
      why: props.tooOld.why,
      metric: this.queue.metricApproximateAgeOfOldestMessage({ statistic: 'Maximum' }),
      threshold: props.tooOld.age.toSeconds(),
    });
  }

  /** Lets a Lambda work on the queue, at most `maxConcurrency` batches at a time. */
  feed(worker: LambdaFunction, maxConcurrency: number): void {
    worker.addEventSource(
      new SqsEventSource(this.queue, { batchSize: 10, reportBatchItemFailures: true, maxConcurrency }),
    );
  }
}
