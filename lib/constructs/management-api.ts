import { HttpApi, HttpMethod, HttpStage, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { ApiEnv } from '../../lambdas/api/env.ts';
import type { LambdaBundle } from '../packaging/bundle-lambdas.ts';
import { acknowledge } from '../security-checks.ts';
import { ACCESS_LOG } from './access-log.ts';
import { EngineLambda } from './engine-lambda.ts';
import type { EngineState } from './engine-state.ts';
import { PrivateLogGroup } from './private-log-group.ts';

export interface ManagementApiProps {
  readonly bundle: LambdaBundle;
  readonly state: EngineState;
  readonly executions: Queue;
  readonly dataEvents: Queue;
}

/** Requests a second over all callers, and how many may arrive at once. */
export const THROTTLE = { rateLimit: 100, burstLimit: 200 };

/** The HTTP API by which owners list, enable, disable and trigger functions, and PDAs tell of new data. */
export class ManagementApi extends Construct {
  readonly url: string;
  /** The same without the slash at its end. */
  readonly endpoint: string;

  constructor(scope: Construct, id: string, props: ManagementApiProps) {
    super(scope, id);
    const api = new HttpApi(this, 'Http', { createDefaultStage: false });
    api.addRoutes({
      path: '/api/v2.6/she/{proxy+}',
      methods: [HttpMethod.ANY],
      integration: new HttpLambdaIntegration('Lambda', this.lambda(props)),
    });
    acknowledge(api, 'APIG4', 'its Lambda checks the token of the PDA that is addressed');
    const stage = new HttpStage(this, 'Stage', {
      httpApi: api,
      stageName: '$default',
      autoDeploy: true,
      throttle: THROTTLE,
      accessLogSettings: {
        destination: new LogGroupLogDestination(
          new PrivateLogGroup(this, 'AccessLog', { state: props.state, name: 'api-access' }),
        ),
        format: ACCESS_LOG,
      },
    });
    this.url = stage.url;
    this.endpoint = api.apiEndpoint;
    props.state.alerts.on(this, {
      name: 'api-server-errors',
      severity: 'low',
      description: 'The management API answered with a server error.',
      why: 'Nothing that anybody asks may end so: the first one is a fault of the engine.',
      metric: stage.metricServerError(),
    });
  }

  private lambda({ bundle, state, executions, dataEvents }: ManagementApiProps) {
    const { tables, engineKey } = state;
    const { lambda } = new EngineLambda<ApiEnv>(this, 'Lambda', {
      name: 'api',
      description: 'Answers the management API',
      bundle,
      environment: {
        CATALOGUE_TABLE: tables.catalogue.tableName,
        STATUS_TABLE: tables.statuses.tableName,
        EXECUTIONS_TABLE: tables.executions.tableName,
        PDAS_TABLE: tables.pdas.tableName,
        PDA_TOKENS_KEY_ID: state.pdaTokensKey.keyId,
        EXECUTIONS_QUEUE_URL: executions.queueUrl,
        DATA_EVENTS_QUEUE_URL: dataEvents.queueUrl,
        ENGINE_KEY_SECRET_ID: engineKey.secretId,
      },
      // Answers after at most 25 s; API Gateway gives up after 30.
      timeout: Duration.seconds(29),
      memory: 512,
      state,
    });
    executions.grantSendMessages(lambda);
    dataEvents.grantSendMessages(lambda);
    tables.catalogue.grantFind(lambda);
    tables.catalogue.grantScan(lambda);
    tables.statuses.grantFind(lambda);
    tables.statuses.grantQuery(lambda);
    tables.statuses.grantStore(lambda);
    tables.executions.grantQuery(lambda);
    tables.pdas.grantFind(lambda);
    state.pdaTokensKey.grantOpen(lambda);
    engineKey.grantRead(lambda);
    return lambda;
  }
}
