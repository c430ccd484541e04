import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  Function as LambdaFunction,
  type RecursiveLoop,
  Runtime,
} from 'aws-cdk-lib/aws-lambda';
import type { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { metricsNamespace } from '../../core/model/metrics.ts';
import type { SharedEnv } from '../../lambdas/shared/env.ts';
import type { LambdaBundle } from '../packaging/bundle-lambdas.ts';
import { OutdirCode } from '../packaging/outdir-code.ts';
import { acknowledge } from '../security-checks.ts';
import type { Alerts } from './alerts.ts';
import type { EngineState } from './engine-state.ts';
import type { MissedCalls } from './missed-calls.ts';
import { PrivateLogGroup } from './private-log-group.ts';

export interface EngineLambdaProps<Env> {
  /** Kebab-case, for the alarm. */
  readonly name: string;
  readonly description: string;
  readonly bundle: LambdaBundle;
  /** Every name the handler reads; a missing one does not compile. */
  readonly environment: Readonly<Record<keyof Env & string, string>>;
  readonly timeout: Duration;
  /** MB; also decides the share of a processor. */
  readonly memory: number;
  readonly state: EngineState;
  /**
   * Where calls go that nobody waits for and that failed.
   * @default - whoever calls it waits for its answer
   */
  readonly missedCalls?: MissedCalls;
  /** @default - Lambda stops a function that keeps sending to its own queue */
  readonly recursiveLoop?: RecursiveLoop;
}

/** One of the engine's own Lambdas, with a role that starts out allowing nothing but its own log. */
export class EngineLambda<Env> extends Construct {
  readonly lambda: LambdaFunction;

  constructor(scope: Construct, id: string, props: EngineLambdaProps<Env>) {
    super(scope, id);
    const { name, description, bundle, timeout, memory, state, missedCalls, recursiveLoop } = props;
    const logGroup = new PrivateLogGroup(this, 'Log', { state, name });
    const shared: SharedEnv = { METRICS_NAMESPACE: metricsNamespace(state.namePrefix) };
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      permissionsBoundary: state.boundary,
    });
    logGroup.grantWrite(role);
    for (const action of ['GenerateDataKey*', 'ReEncrypt*'])
      acknowledge(role, `IAM5[Action::kms:${action}]`, 'on the customer key alone, as SQS and DynamoDB need');
    this.lambda = new LambdaFunction(this, 'Lambda', {
      description,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      code: OutdirCode.folder(bundle.hash),
      environment: { ...props.environment, ...shared },
      timeout,
      memorySize: memory,
      role,
      logGroup,
      ...(recursiveLoop === undefined ? {} : { recursiveLoop }),
      ...(missedCalls === undefined ? {} : { deadLetterQueue: missedCalls.queue }),
    });
    // CDK allows the message alone, not the key that it is encrypted with.
    missedCalls?.queue.grantSendMessages(this.lambda);
    this.alarm(name, state.alerts);
  }

  private alarm(name: string, alerts: Alerts): void {
    alerts.on(this, {
      name: `${name}-errors`,
      severity: 'high',
      description: `The ${name} Lambda failed.`,
      why: 'What may fail is caught and told of: an invocation that ends so was stopped, or met a fault of the engine.',
      metric: this.lambda.metricErrors(),
    });
    alerts.on(this, {
      name: `${name}-throttles`,
      article: 'lambda-throttles',
      severity: 'high',
      description: `AWS refused to run the ${name} Lambda, for the account runs as many as it may.`,
      why: 'A moment of it does no harm, since whoever called tries again: it has lasted for 15 minutes.',
      metric: this.lambda.metricThrottles(),
      evaluationPeriods: 3,
    });
  }
}
