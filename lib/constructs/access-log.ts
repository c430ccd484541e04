import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';

/** What happened, never who asked for what: no address, path, header or body. */
export const ACCESS_LOG = AccessLogFormat.custom(
  JSON.stringify({
    requestId: '$context.requestId',
    time: '$context.requestTime',
    method: '$context.httpMethod',
    route: '$context.routeKey',
    status: '$context.status',
    milliseconds: '$context.responseLatency',
    responseBytes: '$context.responseLength',
  }),
);
