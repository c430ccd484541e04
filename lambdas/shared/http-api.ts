import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

/** What answers requests; a Hono app is one. */
interface Application {
  fetch(request: Request): Response | Promise<Response>;
}

const UNREADABLE = {
  message: 'Bad Request',
  cause: 'The request cannot be read',
  details: ['Send one with a method, a path and headers that HTTP allows.'],
};

/**
 * Answers what API Gateway hands to a Lambda (HTTP API, payload 2.0). A body is read by the routes that want one, and
 * never looked at for any other. Hono's own adapter is not used, since it writes of requests that it cannot read
 * to the log, address and all.
 */
export function httpApiHandler(application: Application) {
  return async (event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> => {
    const request = requestOf(event);
    const response = request ? await application.fetch(request) : Response.json(UNREADABLE, { status: 400 });
    return {
      statusCode: response.status,
      headers: Object.fromEntries(response.headers),
      body: await response.text(),
    };
  };
}

function requestOf(event: APIGatewayProxyEventV2): Request | undefined {
  const { domainName, http } = event.requestContext;
  const query = event.rawQueryString === '' ? '' : `?${event.rawQueryString}`;
  const headers = Object.entries(event.headers).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, value]],
  );
  try {
    const sent = { method: http.method, headers, ...bodyOf(event) };
    return new Request(`https://${domainName}${event.rawPath}${query}`, sent);
  } catch {
    return undefined;
  }
}

/** Not of what HTTP gives no body a meaning with: `Request` refuses one there. */
function bodyOf({ body, isBase64Encoded, requestContext }: APIGatewayProxyEventV2): {
  body?: string | Buffer;
} {
  if (body === undefined || ['GET', 'HEAD'].includes(requestContext.http.method)) return {};
  return { body: isBase64Encoded ? Buffer.from(body, 'base64') : body };
}
