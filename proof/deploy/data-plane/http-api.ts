import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { AwsClient } from 'aws4fetch';
import { type HttpService, startHttpService } from '../../canary/play/http-service.ts';
import { nameOf } from './event-sources.ts';
import type { LambdaService } from './lambda-service.ts';

interface Route {
  readonly apiId: string;
  readonly routeKey: string;
  readonly target: string;
}

export interface HttpApiOptions {
  /** Where API Gateway is asked what was deployed. */
  readonly endpoint: string;
  readonly region: string;
  readonly service: LambdaService;
}

/** The deployed HTTP APIs on one port of this machine: each request by its route, to the Lambda behind it. */
export function startHttpApi({ endpoint, region, service }: HttpApiOptions): Promise<HttpService> {
  const client = new AwsClient({
    ...{ accessKeyId: 'trial', secretAccessKey: 'trial', region, service: 'apigateway', retries: 0 },
  });
  const ask = async <T>(path: string): Promise<T> =>
    (await client.fetch(`${endpoint}/v2/apis${path}`)).json() as Promise<T>;
  return startHttpService(async ({ method, path, headers, body }) => {
    const [rawPath = '', rawQueryString = ''] = path.split('?');
    const route = (await routesOf(ask)).find((one) => matches(one.routeKey, method, rawPath));
    if (!route) return { status: 404, body: '{"message":"Not Found"}' };
    const integration = await ask<{ integrationUri: string }>(`/${route.apiId}/${route.target}`);
    const event = {
      ...{ version: '2.0', routeKey: route.routeKey, rawPath, rawQueryString },
      ...{ headers: flat(headers), body: body.toString(), isBase64Encoded: false },
      requestContext: {
        domainName: 'trial.execute-api',
        requestId: randomUUID(),
        http: { method, path: rawPath, sourceIp: '127.0.0.1', protocol: 'HTTP/1.1', userAgent: 'trial' },
      },
    };
    return replyOf(
      await service.invoke(nameOf(integration.integrationUri), '$LATEST', JSON.stringify(event)),
    );
  });
}

async function routesOf(ask: <T>(path: string) => Promise<T>): Promise<readonly Route[]> {
  const { items: apis } = await ask<{ items: readonly { apiId: string }[] }>('');
  const routes = await Promise.all(
    apis.map(async ({ apiId }) => {
      const { items } = await ask<{ items: readonly Omit<Route, 'apiId'>[] }>(`/${apiId}/routes`);
      return items.map((route) => ({ ...route, apiId }));
    }),
  );
  return routes.flat();
}

/** `ANY /api/{proxy+}` */
export function matches(routeKey: string, method: string, path: string): boolean {
  const [wanted = '', pattern = ''] = routeKey.split(' ');
  const form = pattern.replace(/\{\w+\+\}/g, '.+').replace(/\{\w+\}/g, '[^/]+');
  return (wanted === 'ANY' || wanted === method) && new RegExp(`^${form}$`).test(path);
}

function flat(headers: IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}

function replyOf({ payload, failed }: { readonly payload: string; readonly failed: boolean }) {
  if (failed) return { status: 500, body: '{"message":"Internal Server Error"}' };
  const { statusCode = 200, headers, body = '' } = JSON.parse(payload) as APIGatewayProxyStructuredResultV2;
  return { status: statusCode, headers: flat(headers as IncomingHttpHeaders), body };
}
