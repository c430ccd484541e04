import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { EngineState } from '../constructs/engine-state.ts';
import { ManagementApi } from '../constructs/management-api.ts';
import type { LambdaBundle } from '../packaging/bundle-lambdas.ts';

export interface ApiStackProps extends StackProps {
  readonly state: EngineState;
  readonly executions: Queue;
  readonly dataEvents: Queue;
  readonly bundle: LambdaBundle;
}

/** `She-Api`: the owners' way in. */
export class ApiStack extends Stack {
  /** Of the management API, without a slash at its end. */
  readonly endpoint: string;

  constructor(scope: Construct, id: string, props: ApiStackProps) {
    super(scope, id, props);
    const api = new ManagementApi(this, 'Management', props);
    this.endpoint = api.endpoint;
    new CfnOutput(this, 'ApiUrl', { value: api.url });
  }
}
