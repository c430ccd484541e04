import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue, QueueEncryption, type QueueProps } from 'aws-cdk-lib/aws-sqs';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { Alerts } from './alerts.ts';

export interface WorkQueueProps {
  /** Kebab-case, for the alarm. */
  readonly name: string;
  readonly key: IKey;
  readonly alerts: Alerts;
  /** Of the Lambda that works on it. */
  readonly workerTimeout: Duration;
}

/** Lambda's advice: a message must not come back while its batch is still being retried by the service. */
const VISIBILITY_FACTOR = 6;

/** A queue that a Lambda works on, and the dead-letter queue for what it cannot finish. */
export class WorkQueue extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, { name, key, alerts, workerTimeout }: WorkQueueProps) {
    super(scope, id);
    const shared: QueueProps = {
      encryption: QueueEncryption.KMS,
      encryptionMasterKey: key,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    };
    this.deadLetters = new Queue(this, 'DeadLetters', shared);
    this.queue = new Queue(this, 'Queue', {
      ...shared,
      visibilityTimeout: Duration.seconds(workerTimeout.toSeconds() * VISIBILITY_FACTOR),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: 5 },
    });
    alerts.on(this, {
      name: `${name}-dead-letters`,
      severity: 'high',
      description: `Messages lie in the dead-letter queue of ${name}.`,
      why: 'Each has failed for good, and is deleted after 14 days: the first one matters.',
      metric: this.deadLetters.metricApproximateNumberOfMessagesVisible({ statistic: 'Maximum' }),
    });
  }

  /** Lets a Lambda work on the queue, at most `maxConcurrency` batches at a time. */
  feed(worker: LambdaFunction, maxConcurrency: number): void {
    worker.addEventSource(
      new SqsEventSource(this.queue, { batchSize: 10, reportBatchItemFailures: true, maxConcurrency }),
    );
  }
}
