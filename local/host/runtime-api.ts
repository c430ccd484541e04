import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { readBody } from './http-body.ts';
import { MAX_RESPONSE } from './outcome.ts';

/** An invocation as a runtime receives it. */
export interface Work {
  readonly requestId: string;
  /** JSON. */
  readonly payload: Buffer;
  readonly deadline: Date;
  readonly functionArn: string;
  readonly tenant: string | undefined;
}

/** One side of the Runtime API: what the process inside the sandbox tells. Each returns whether it fits in now. */
export interface RuntimeListener {
  /** It waits for an invocation; `hand` gives it one. */
  onNext(hand: (work: Work) => void): boolean;
  /** @param body `undefined` when it was too large */
  onAnswer(requestId: string, failed: boolean, body: Buffer | undefined): boolean;
  onInitError(body: Buffer | undefined): boolean;
  /** It said something that makes no sense; nothing that follows can be trusted. */
  onNonsense(): void;
}

const PREFIX = '/2018-06-01/runtime';
const ANSWER = /^\/2018-06-01\/runtime\/invocation\/([^/]+)\/(response|error)$/;
/** A runtime needs one connection. */
const MAX_CONNECTIONS = 4;

/** One environment's end of the Runtime API. */
export interface RuntimeApi {
  /** Hears everything from now on. */
  attach(listener: RuntimeListener): void;
  close(): void;
}

/** Serves the Runtime API on a unix socket; whoever connects before a listener is attached waits for nothing. */
export async function serveRuntimeApi(socketPath: string): Promise<RuntimeApi> {
  let listener: RuntimeListener | undefined;
  const server = createServer((request, response) => {
    if (listener === undefined) response.destroy();
    else answer(request, response, listener).catch(() => response.destroy());
  });
  server.maxConnections = MAX_CONNECTIONS;
  server.keepAliveTimeout = 0;
  server.listen(socketPath);
  await once(server, 'listening');
  return {
    attach: (attached) => {
      listener = attached;
    },
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  listener: RuntimeListener,
): Promise<void> {
  const { method, url = '' } = request;
  if (method === 'GET' && url === `${PREFIX}/invocation/next`) {
    if (listener.onNext((work) => hand(work, response))) return;
  } else if (method === 'POST' && tell(url, await readBody(request, MAX_RESPONSE), listener)) {
    response.writeHead(202).end();
    return;
  }
  response.writeHead(403).end();
  listener.onNonsense();
}

function tell(url: string, body: Buffer | undefined, listener: RuntimeListener): boolean {
  if (url === `${PREFIX}/init/error`) return listener.onInitError(body);
  const [, requestId, kind] = ANSWER.exec(url) ?? [];
  return requestId !== undefined && listener.onAnswer(requestId, kind === 'error', body);
}

function hand(work: Work, response: ServerResponse): void {
  response.writeHead(200, {
    'content-type': 'application/json',
    'content-length': work.payload.length,
    'lambda-runtime-aws-request-id': work.requestId,
    'lambda-runtime-deadline-ms': work.deadline.getTime(),
    'lambda-runtime-invoked-function-arn': work.functionArn,
    ...(work.tenant === undefined ? {} : { 'lambda-runtime-aws-tenant-id': work.tenant }),
  });
  response.end(work.payload);
}
