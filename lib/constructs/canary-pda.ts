import { HttpApi, HttpMethod, HttpStage, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Aws, Duration, RemovalPolicy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { CanaryPdaEnv } from '../../lambdas/canary-pda/env.ts';
import { CANARY_TABLE } from '../../lambdas/shared/tables.ts';
import type { LambdaBundle } from '../packaging/bundle-lambdas.ts';
import { acknowledge } from '../security-checks.ts';
import { ACCESS_LOG } from './access-log.ts';
import { CanaryKey } from './canary-key.ts';
import { EngineLambda } from './engine-lambda.ts';
import type { EngineState } from './engine-state.ts';
import { EngineTable } from './engine-table.ts';
import { PrivateLogGroup } from './private-log-group.ts';

export interface CanaryPdaProps {
  readonly bundle: LambdaBundle;
  readonly state: EngineState;
}

/** Requests a second, and how many at once: a run makes five or so. */
const THROTTLE = { rateLimit: 10, burstLimit: 20 };

const ROUTES = ['/publickey', '/api/v2.6/{proxy+}'];

/** The PDA of the made-up person that watches over the engine: an HTTP API, a table of one item and a key. */
export class CanaryPda extends Construct {
  /** Address, without a slash at its end. */
  readonly url: string;
  /** Its host, which is the PDA's name. */
  readonly name: string;
  readonly table: EngineTable;
  readonly signingKey: CanaryKey;

  constructor(scope: Construct, id: string, { bundle, state }: CanaryPdaProps) {
    super(scope, id);
    const api = new HttpApi(this, 'Http', { createDefaultStage: false });
    this.url = api.apiEndpoint;
    this.name = `${api.apiId}.execute-api.${Aws.REGION}.${Aws.URL_SUFFIX}`;
    this.signingKey = new CanaryKey(this, 'SigningKey');
    this.table = new EngineTable(this, 'Table', {
      ...{ definition: CANARY_TABLE, key: state.key, removalPolicy: RemovalPolicy.DESTROY },
      ...{ deletionProtection: false, isScratch: true },
    });
    const integration = new HttpLambdaIntegration('Lambda', this.lambda(bundle, state));
    for (const path of ROUTES) api.addRoutes({ path, methods: [HttpMethod.ANY], integration });
    acknowledge(api, 'APIG4', 'its Lambda checks the token, which the PDA itself has signed');
    new HttpStage(this, 'Stage', {
      ...{ httpApi: api, stageName: '$default', autoDeploy: true, throttle: THROTTLE },
      accessLogSettings: {
        destination: new LogGroupLogDestination(
          new PrivateLogGroup(this, 'AccessLog', { state, name: 'canary-access' }),
        ),
        format: ACCESS_LOG,
      },
    });
  }

  private lambda(bundle: LambdaBundle, state: EngineState) {
    const { lambda } = new EngineLambda<CanaryPdaEnv>(this, 'Lambda', {
      name: 'canary-pda',
      description: "The canary's PDA",
      bundle,
      environment: {
        CANARY_TABLE: this.table.tableName,
        CANARY_PDA_URL: this.url,
        CANARY_KEY_ID: this.signingKey.keyId,
      },
      timeout: Duration.seconds(29),
      memory: 256,
      state,
    });
    this.table.grantFind(lambda);
    this.table.grantStore(lambda);
    this.signingKey.grantVerify(lambda);
    return lambda;
  }
}
