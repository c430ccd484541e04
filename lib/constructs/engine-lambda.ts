import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  Function as LambdaFunction,
  type RecursiveLoop,
  Runtime,
} from 'aws-cdk-lib/aws-lambda';
import type { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { LambdaBundle } from '../packaging/bundle-lambdas.ts';
import { OutdirCode } from '../packaging/outdir-code.ts';
import { acknowledge } from '../security-checks.ts';
import type { EngineState } from './engine-state.ts';
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
  /** @default - Lambda stops a function that keeps sending to its own queue */
  readonly recursiveLoop?: RecursiveLoop;
}

/** One of the engine's own Lambdas, with a role that starts out allowing nothing but its own log. */
export class EngineLambda<Env> extends Construct {
  readonly lambda: LambdaFunction;

  constructor(scope: Construct, id: string, props: EngineLambdaProps<Env>) {
    super(scope, id);
    const { name, description, bundle, environment, timeout, memory, state, recursiveLoop } = props;
    const { alerts, boundary } = state;
    const logGroup = new PrivateLogGroup(this, 'Log', state);
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      permissionsBoundary: boundary,
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
      environment,
      timeout,
      memorySize: memory,
      role,
      logGroup,
      ...(recursiveLoop === undefined ? {} : { recursiveLoop }),
    });
    alerts.on(this, {
      name: `${name}-errors`,
      severity: 'high',
      description: `The ${name} Lambda failed.`,
      why: 'What may fail is caught and told of: an invocation that ends so was stopped, or met a fault of the engine.',
      metric: this.lambda.metricErrors(),
    });
  }
}
