import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { RemovalPolicy } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { EngineState } from './engine-state.ts';

export interface PrivateLogGroupProps {
  readonly state: Pick<EngineState, 'key' | 'logRetentionDays' | 'namePrefix'>;
  /** Kebab-case: whoever is on call types it. */
  readonly name: string;
}

/** The name of a log group of the engine. */
export function logGroupName(namePrefix: string, name: string): string {
  return `/she/${namePrefix}/${name}`;
}

/** A log group that is encrypted with the customer key and forgets after as long as the stage says. */
export class PrivateLogGroup extends LogGroup {
  constructor(scope: Construct, id: string, { state, name }: PrivateLogGroupProps) {
    super(scope, id, {
      logGroupName: logGroupName(state.namePrefix, name),
      encryptionKey: state.key,
      // CDK's names for lengths of time are their days.
      retention: state.logRetentionDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
  }
}
