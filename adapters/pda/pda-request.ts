import { Agent as HttpAgent, type IncomingMessage, request as overHttp } from 'node:http';
import { Agent as HttpsAgent, request as overHttps } from 'node:https';
import { ExecutionFailure } from '../../core/errors.ts';
import type { PdaAccess } from '../../core/ports.ts';

const MAX_RESPONSE_BYTES = 16 * 1024 * 1024;

export interface PdaCall {
  /** Where, and as whom; without a token for what is public. */
  readonly access: Pick<PdaAccess, 'pda' | 'url'> & { readonly token?: string };
  readonly method: 'GET' | 'POST';
  /** Below the PDA's address, with its leading slash. */
  readonly path: string;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Milliseconds for the whole exchange. */
  readonly timeoutMs: number;
}

export interface PdaReply {
  readonly status: number;
  readonly text: string;
}

const agents = {
  http: new HttpAgent({ keepAlive: true }),
  https: new HttpsAgent({ keepAlive: true }),
};

/**
 * Sends one request to a PDA, named by the `Host` header, which `fetch` would not set. Follows no redirect.
 * @throws ExecutionFailure PDA_UNREACHABLE when no complete answer came in time
 */
export async function requestPda(call: PdaCall): Promise<PdaReply> {
  // Not below: what cannot be serialised is no fault of the PDA, and would fail again for ever.
  const body = call.body === undefined ? undefined : Buffer.from(JSON.stringify(call.body));
  const signal = AbortSignal.timeout(Math.max(0, Math.ceil(call.timeoutMs)));
  try {
    const response = await send(call, body, signal);
    return { status: response.statusCode ?? 0, text: await readBounded(response) };
  } catch {
    throw new ExecutionFailure('PDA_UNREACHABLE');
  }
}

function send(call: PdaCall, body: Buffer | undefined, signal: AbortSignal): Promise<IncomingMessage> {
  const url = new URL(call.path, call.access.url);
  const [start, agent] =
    url.protocol === 'https:' ? ([overHttps, agents.https] as const) : ([overHttp, agents.http] as const);
  const headers = {
    host: call.access.pda,
    accept: 'application/json',
    ...(call.access.token === undefined ? {} : { 'x-auth-token': call.access.token }),
    ...(body ? { 'content-type': 'application/json', 'content-length': body.byteLength } : {}),
  };
  return new Promise((resolve, reject) => {
    const sent = start(url, { method: call.method, headers, agent, signal }, resolve);
    sent.once('error', (error: NodeJS.ErrnoException) => {
      // The PDA closed the idle connection just now; every call may be repeated, so it is, on a new one.
      if (sent.reusedSocket && error.code === 'ECONNRESET') resolve(send(call, body, signal));
      else reject(error);
    });
    sent.end(body);
  });
}

async function readBounded(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.byteLength;
    if (bytes > MAX_RESPONSE_BYTES) throw new Error('The response is too large.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}
