import { Agent as HttpAgent, type IncomingMessage, request as overHttp } from 'node:http';
import { Agent as HttpsAgent, request as overHttps } from 'node:https';
import { ExecutionFailure } from '../../core/errors.ts';
import { jsonText } from '../../core/model/exact-number.ts';
import type { PdaAccess } from '../../core/ports.ts';
import { AddressRefused, guardedLookup, isWithin, literalOf, type Reach, reachOf } from './address-policy.ts';

const MAX_RESPONSE_BYTES = 16 * 1024 * 1024;

export interface PdaCall {
  /** Where, and as whom; without a token for what is public. */
  readonly access: Pick<PdaAccess, 'pda' | 'url' | 'nearby'> & { readonly token?: string };
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below the PDA's address, with its leading slash. */
  readonly path: string;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Milliseconds for the whole exchange. */
  readonly timeoutMs: number;
  /** Of its body; a longer one counts as none. @default 16 MB */
  readonly maxResponseBytes?: number;
}

export interface PdaReply {
  readonly status: number;
  readonly text: string;
  /** The token of the request, issued anew, as a PDA says. Nobody has looked at it. */
  readonly renewedToken?: string | undefined;
}

/** Connections are kept by reach, so that none is used for a request that may not go as far. */
const AGENTS = {
  'this machine': new HttpAgent({ keepAlive: true, lookup: guardedLookup('this machine') }),
  'the internet': new HttpsAgent({ keepAlive: true, lookup: guardedLookup('the internet') }),
  'the internet and this network': new HttpsAgent({
    keepAlive: true,
    lookup: guardedLookup('the internet and this network'),
  }),
} as const satisfies Record<Reach, HttpAgent>;

/** The PDA is there, but what was asked of it makes an answer too large to take. */
export class ResponseTooLarge extends ExecutionFailure {
  constructor() {
    super('PDA_UNREACHABLE');
  }
}

/**
 * Sends one request to a PDA, named by the `Host` header, which `fetch` would not set. Follows no redirect, and
 * connects to no address that is out of the PDA's reach.
 * @throws ExecutionFailure PDA_UNREACHABLE when no complete answer came in time, ResponseTooLarge among them
 */
export async function requestPda(call: PdaCall): Promise<PdaReply> {
  // Not below: what cannot be serialised is no fault of the PDA, and would fail again for ever.
  const body = call.body === undefined ? undefined : Buffer.from(jsonText(call.body));
  const signal = AbortSignal.timeout(Math.max(0, Math.ceil(call.timeoutMs)));
  try {
    const response = await send(call, body, signal);
    const renewedToken = response.headers['x-auth-token']?.toString();
    const text = await readBounded(response, call.maxResponseBytes);
    return { status: response.statusCode ?? 0, text, renewedToken };
  } catch (error) {
    throw error instanceof ResponseTooLarge ? error : new ExecutionFailure('PDA_UNREACHABLE');
  }
}

function send(call: PdaCall, body: Buffer | undefined, signal: AbortSignal): Promise<IncomingMessage> {
  const url = addressOf(call);
  const reach = reachOf(url, call.access.nearby ?? false);
  const literal = literalOf(url);
  if (literal !== undefined && !isWithin(reach, literal)) throw new AddressRefused(`It is not of ${reach}.`);
  const headers = {
    host: call.access.pda,
    accept: 'application/json',
    ...(call.access.token === undefined ? {} : { 'x-auth-token': call.access.token }),
    ...(body ? { 'content-type': 'application/json', 'content-length': body.byteLength } : {}),
  };
  return new Promise((resolve, reject) => {
    const start = reach === 'this machine' ? overHttp : overHttps;
    // The certificate is that of the address; left alone, Node would look for the name in the Host header.
    const servername = literal === undefined ? url.hostname : '';
    const options = { method: call.method, headers, agent: AGENTS[reach], signal, servername };
    const sent = start(url, options, resolve);
    // More than once: a PDA that answers before it has read all breaks the connection under what is still sent.
    sent.on('error', (error: NodeJS.ErrnoException) => {
      // The PDA closed the idle connection just now; every call may be repeated, so it is, on a new one.
      if (sent.reusedSocket && error.code === 'ECONNRESET') resolve(send(call, body, signal));
      else reject(error);
    });
    sent.end(body);
  });
}

/** A path could be read as an address of its own: `//elsewhere/` is one. */
function addressOf({ path, access }: PdaCall): URL {
  const base = new URL(access.url);
  const url = new URL(path, base);
  if (url.origin !== base.origin) throw new AddressRefused('The path leads to another address.');
  return url;
}

async function readBounded(response: IncomingMessage, most = MAX_RESPONSE_BYTES): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.byteLength;
    if (bytes > most) throw new ResponseTooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}
