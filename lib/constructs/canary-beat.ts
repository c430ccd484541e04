import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { CanaryEnv } from '../../lambdas/canary/env.ts';
import type { LambdaBundle } from '../packaging/bundle-lambdas.ts';
import type { CanaryPda } from './canary-pda.ts';
import { EngineLambda } from './engine-lambda.ts';
import { engineMetric } from './engine-metric.ts';
import type { EngineState } from './engine-state.ts';
import { MissedCalls } from './missed-calls.ts';

export interface CanaryBeatProps {
  readonly bundle: LambdaBundle;
  readonly state: EngineState;
  readonly pda: CanaryPda;
  /** Of the management API, without a slash at its end. */
  readonly apiEndpoint: string;
}

/** Sends a heartbeat through the engine every five minutes, and tells what became of the one before. */
export class CanaryBeat extends Construct {
  constructor(scope: Construct, id: string, props: CanaryBeatProps) {
    super(scope, id);
    const { key, alerts } = props.state;
    const missedCalls = new MissedCalls(this, 'MissedCalls', { name: 'canary-missed-calls', key, alerts });
    const lambda = this.lambda(props, missedCalls);
    new Rule(this, 'EveryFiveMinutes', {
      schedule: Schedule.rate(Duration.minutes(5)),
      // A beat that failed is not worth repeating: the next is five minutes away.
      targets: [missedCalls.caught(lambda, { retryAttempts: 0 })],
    });
    this.addAlarms(props.state);
  }

  private lambda({ bundle, state, pda, apiEndpoint }: CanaryBeatProps, missedCalls: MissedCalls) {
    const { tables, pdaTokensKey } = state;
    const { lambda } = new EngineLambda<CanaryEnv>(this, 'Beat', {
      name: 'canary',
      description: 'Tries the engine end to end, as a made-up person',
      bundle,
      environment: {
        CANARY_TABLE: pda.table.tableName,
        CANARY_PDA_URL: pda.url,
        CANARY_KEY_ID: pda.signingKey.keyId,
        MANAGEMENT_API_URL: apiEndpoint,
        PDAS_TABLE: tables.pdas.tableName,
        PDA_TOKENS_KEY_ID: pdaTokensKey.keyId,
      },
      // Three requests to the API, which may take half a minute each.
      timeout: Duration.minutes(2),
      memory: 256,
      state,
      missedCalls,
    });
    pda.table.grantFind(lambda);
    pda.table.grantStore(lambda);
    pda.signingKey.grantSign(lambda);
    // Its own PDA can be registered by it, and no other.
    tables.pdas.grantStoreIn(lambda, pda.name);
    pdaTokensKey.grantMake(lambda);
    return lambda;
  }

  private addAlarms({ alerts, namePrefix }: EngineState): void {
    const inARow = { period: Duration.minutes(15) };
    alerts.on(this, {
      name: 'canary-failing',
      severity: 'high',
      description: 'Heartbeats of the canary do not come back as they should: runs may not be flowing.',
      why: 'One may be lost to a throttle or a deployment; of three in a row, two are not.',
      metric: engineMetric(namePrefix, 'CanaryFailures', {}, inARow),
      threshold: 1,
    });
    alerts.on(this, {
      name: 'canary-missing',
      severity: 'high',
      description: 'The canary sends no heartbeats: nobody looks whether the engine works.',
      why: 'There is one every five minutes, so three in a row are missing.',
      metric: engineMetric(namePrefix, 'CanaryBeats', {}, inARow),
      threshold: 1,
      below: true,
      silenceAlarms: true,
    });
    alerts.on(this, {
      name: 'canary-breached',
      severity: 'high',
      description: 'The function of the canary found something open that must be shut.',
      why: 'No function may ever find that, so the first time counts.',
      metric: engineMetric(namePrefix, 'CanaryBreaches', {}),
    });
  }
}
