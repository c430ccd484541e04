import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { RemovalPolicy } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { EngineState } from './engine-state.ts';

/** A log group that is encrypted with the customer key and forgets after as long as the stage says. */
export class PrivateLogGroup extends LogGroup {
  constructor(scope: Construct, id: string, state: Pick<EngineState, 'key' | 'logRetentionDays'>) {
    super(scope, id, {
      encryptionKey: state.key,
      // CDK's names for lengths of time are their days.
      retention: state.logRetentionDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
  }
}
