import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { Alert, Alerts } from './alerts.ts';

export interface DeadLettersProps {
  readonly key: IKey;
  readonly alerts: Alerts;
  /** Of what goes off at the first message. */
  readonly alert: Pick<Alert, 'name' | 'description' | 'article'>;
}

/** Longest that SQS keeps anything: what lies here waits for a person. */
export const KEPT = Duration.days(14);

/** A queue of what could not be worked on, or not be handed over. */
export class DeadLetters extends Construct {
  readonly queue: Queue;

  constructor(scope: Construct, id: string, { key, alerts, alert }: DeadLettersProps) {
    super(scope, id);
    this.queue = new Queue(this, 'Queue', {
      encryption: QueueEncryption.KMS,
      encryptionMasterKey: key,
      enforceSSL: true,
      retentionPeriod: KEPT,
    });
    alerts.on(this, {
      ...alert,
      severity: 'high',
      why: 'Each has failed for good, and is deleted after 14 days: the first one matters.',
      metric: this.queue.metricApproximateNumberOfMessagesVisible({ statistic: 'Maximum' }),
    });
  }
}
