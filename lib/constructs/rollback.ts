import { Rule } from 'aws-cdk-lib/aws-events';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { RollbackEnv } from '../../lambdas/rollback/env.ts';
import type { LambdaBundle } from '../packaging/bundle-lambdas.ts';
import { EngineLambda } from './engine-lambda.ts';
import type { EngineState } from './engine-state.ts';
import type { MissedCalls } from './missed-calls.ts';
import { ROLLOUT } from './rollout-alarm.ts';

export interface RollbackProps {
  readonly bundle: LambdaBundle;
  readonly namePrefix: string;
  readonly state: EngineState;
  readonly missedCalls: MissedCalls;
}

/** Gives every PDA the former version of a function again as soon as the alarm on its rollout goes off. */
export class Rollback extends Construct {
  constructor(scope: Construct, id: string, { bundle, namePrefix, state, missedCalls }: RollbackProps) {
    super(scope, id);
    const { catalogue } = state.tables;
    const { lambda } = new EngineLambda<RollbackEnv>(this, 'Rollback', {
      name: 'rollback',
      description: 'Returns a new version that fails',
      bundle,
      environment: { CATALOGUE_TABLE: catalogue.tableName },
      timeout: Duration.minutes(1),
      memory: 256,
      state,
      missedCalls,
    });
    catalogue.grantFind(lambda);
    catalogue.grantStore(lambda);
    new Rule(this, 'RolloutFails', {
      eventPattern: {
        source: ['aws.cloudwatch'],
        detailType: ['CloudWatch Alarm State Change'],
        detail: {
          alarmName: [{ prefix: `${namePrefix}-${ROLLOUT}` }],
          state: { value: ['ALARM'] },
        },
      },
      // An alarm tells of its change once: what is not heard now is not told again.
      targets: [missedCalls.caught(lambda, { retryAttempts: 20, maxEventAge: Duration.hours(1) })],
    });
  }
}
