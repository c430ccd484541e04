import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { isJson, readBody } from './http-body.ts';
import { type InvocationRequest, MAX_REQUEST, readInvocation } from './invocation-request.ts';
import { InvokeError } from './invoke-error.ts';
import type { Outcome } from './outcome.ts';

/** An invocation that was admitted. */
export interface Invocation {
  readonly requestId: string;
  /** JSON. */
  readonly payload: Buffer;
  readonly tenant: string | undefined;
}

/** What the API stands in front of. */
export interface Invokable {
  /** @throws InvokeError when there is no such function, or not for this tenant */
  check(request: InvocationRequest): void;
  /** @throws InvokeError at once when it cannot be admitted, later when it cannot be run */
  invoke(request: InvocationRequest, invocation: Invocation): Promise<Outcome>;
}

const EMPTY_EVENT = Buffer.from('{}');

/** Lambda's Invoke call over HTTP; not yet listening. */
export function invokeApi(functions: Invokable, newId: () => string): Server {
  return createServer((request, response) => {
    const requestId = newId();
    response.setHeader('x-amzn-requestid', requestId);
    response.setHeader('content-type', 'application/json');
    answer(functions, requestId, request, response).catch((error: unknown) => refuse(response, error));
  });
}

async function answer(
  functions: Invokable,
  requestId: string,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const request = readInvocation(incoming.method, incoming.url, incoming.headers);
  functions.check(request);
  const invocation = { requestId, payload: await readPayload(incoming), tenant: request.tenant };
  if (request.type === 'DryRun') {
    response.writeHead(204).end();
    return;
  }
  const running = functions.invoke(request, invocation);
  if (request.type === 'Event') {
    // Whoever sends an event does not wait for what it comes to.
    running.catch(() => {});
    response.writeHead(202).end();
    return;
  }
  const { payload, failed } = await running;
  response.writeHead(200, {
    'content-length': payload.length,
    'x-amz-executed-version': request.qualifier,
    ...(failed ? { 'x-amz-function-error': 'Unhandled' } : {}),
  });
  response.end(payload);
}

async function readPayload(incoming: IncomingMessage): Promise<Buffer> {
  const body = await readBody(incoming, MAX_REQUEST);
  if (body === undefined) {
    throw new InvokeError('RequestTooLargeException', `Request must be smaller than ${MAX_REQUEST} bytes.`);
  }
  if (body.length === 0) return EMPTY_EVENT;
  if (!isJson(body)) throw new InvokeError('InvalidRequestContentException', 'The payload is not JSON.');
  return body;
}

function refuse(response: ServerResponse, error: unknown): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const known = error instanceof InvokeError;
  response.writeHead(known ? error.status : 500, {
    'x-amzn-errortype': known ? error.type : 'ServiceException',
  });
  response.end(
    JSON.stringify({
      Type: known && error.status < 500 ? 'User' : 'Service',
      Message: (error as Error).message,
    }),
  );
}
