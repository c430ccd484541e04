import { Stack, type StackProps } from 'aws-cdk-lib/core';
import { DISABLE_CREATION_STACK_TRACES, DISABLE_LOGICAL_ID_METADATA } from 'aws-cdk-lib/cx-api';
import type { Construct } from 'constructs';
import type { StageConfig } from '../config/stage-config.ts';
import type { Alerts } from '../constructs/alerts.ts';
import { FunctionRegistration } from '../constructs/function-registration.ts';
import { alarmOnRollout } from '../constructs/rollout-alarm.ts';
import { type Seal, SealedFunction } from '../constructs/sealed-function.ts';
import { acknowledge } from '../security-checks.ts';
import { functionsStackName, type Shard } from '../sharding.ts';

export interface FunctionsStackProps extends StackProps {
  readonly shard: Shard;
  readonly config: Pick<StageConfig, 'namePrefix' | 'rollouts'>;
  readonly seal: Seal;
  /** ARN of the registrar. */
  readonly registrar: string;
  readonly alerts: Alerts;
  /** A PDA: nobody else sees or runs the functions. @default - they are everybody's */
  readonly onlyFor?: string;
}

/** `She-Functions-NNN`: the functions of one shard. */
export class FunctionsStack extends Stack {
  constructor(scope: Construct, props: FunctionsStackProps) {
    const { shard, config, seal, registrar, alerts, onlyFor, ...stackProps } = props;
    super(scope, functionsStackName(shard.number), stackProps);
    const { namePrefix, rollouts } = config;
    // Where each of thousands of resources was made is always here, and its logical id begins with the function's:
    // noting both takes longer than making them.
    this.node.setContext(DISABLE_CREATION_STACK_TRACES, true);
    this.node.setContext(DISABLE_LOGICAL_ID_METADATA, true);
    acknowledge(
      this,
      'L1',
      'closed source: its author chooses the runtime, the registry warns before it ends',
    );
    const functions = shard.functions.map(
      (registered) => new SealedFunction(this, { registered, namePrefix, seal }),
    );
    const alarms = shard.functions.flatMap(({ manifest }) => {
      const rollout = rollouts[manifest.id];
      return rollout ? [alarmOnRollout(this, { manifest, rollout, namePrefix, alerts })] : [];
    });
    new FunctionRegistration(this, 'Registration', {
      ...{ functions, registrar, rollouts, after: alarms },
      ...(onlyFor === undefined ? {} : { onlyFor }),
    });
  }
}
