import type { IKey } from 'aws-cdk-lib/aws-kms';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { RemovalPolicy } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';

/** A log group that is encrypted with the customer key and forgets after three months. */
export class PrivateLogGroup extends LogGroup {
  constructor(scope: Construct, id: string, encryptionKey: IKey) {
    super(scope, id, {
      encryptionKey,
      retention: RetentionDays.THREE_MONTHS,
      removalPolicy: RemovalPolicy.DESTROY,
    });
  }
}
