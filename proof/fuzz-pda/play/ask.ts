import { type Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Step } from '../stories/story.ts';

/** Longer than any statement may take. */
const LONGEST_MS = 60_000;

export interface Reply {
  /** 0 when none came, and then `body` says why. */
  readonly status: number;
  readonly body: string;
}

export interface Place {
  readonly agent: Agent | false;
  readonly port: number;
  readonly host: string;
}

/** A request that Node's own client refuses to send. */
export const UNSENDABLE: Reply = { status: -1, body: '' };

/** The connection that was to be used again is none any more. */
const CLOSED: Reply = { status: 0, body: 'the connection was closed' };

/**
 * Sends a step whose texts are final; once more when the server closed an idle connection at that very moment, as every
 * client of HTTP must. Never throws.
 */
export async function ask(place: Place, step: Step, token: string | undefined): Promise<Reply> {
  const reply = await exchange(place, step, token);
  return reply === CLOSED ? exchange({ ...place, agent: false }, step, token) : reply;
}

async function exchange(place: Place, step: Step, token: string | undefined): Promise<Reply> {
  const body = step.body as string | undefined;
  const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  const headers = {
    ...{ host: place.host, 'content-type': 'application/json', ...length },
    ...(token === undefined ? {} : { 'x-auth-token': token }),
    ...step.headers,
  };
  const { agent, port } = place;
  return new Promise((resolve) => {
    const fails = (why: string) => resolve({ status: 0, body: why });
    try {
      const options = { agent, host: '127.0.0.1', port, method: step.method, path: step.path, headers };
      const sent = request(options, (response) => {
        const { statusCode: status = 0 } = response;
        text(response).then(
          (received) => resolve({ status, body: received }),
          ({ code }) => fails(`the reply broke off (${code})`),
        );
      });
      sent.setTimeout(LONGEST_MS, () => sent.destroy(Object.assign(new Error(), { code: 'it hangs' })));
      sent.once('error', ({ code }: NodeJS.ErrnoException) => {
        if (sent.reusedSocket && code === 'ECONNRESET') resolve(CLOSED);
        else fails(`no reply (${code})`);
      });
      sent.end(body);
    } catch {
      resolve(UNSENDABLE);
    }
  });
}
