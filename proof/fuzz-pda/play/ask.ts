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
  readonly agent: Agent;
  readonly port: number;
  readonly host: string;
}

/** A request that Node's own client refuses to send. */
export const UNSENDABLE: Reply = { status: -1, body: '' };

/** Sends a step whose texts are final. Never throws. */
export async function ask(place: Place, step: Step, token: string | undefined): Promise<Reply> {
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
      sent.once('error', ({ code }: NodeJS.ErrnoException) => fails(`no reply (${code})`)).end(body);
    } catch {
      resolve(UNSENDABLE);
    }
  });
}
