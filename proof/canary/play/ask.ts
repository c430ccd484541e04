import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Call, Reply } from './stage.ts';

/** Sends a request to a PDA of an engine, named by its `Host` header. */
export function ask(url: string, pda: string, { method = 'GET', path, headers, body }: Call): Promise<Reply> {
  const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  const options = {
    ...{ method, agent: false },
    headers: { host: pda, 'content-type': 'application/json', ...length, ...headers },
  };
  return new Promise((resolve, reject) => {
    const sent = request(new URL(path, url), options, async (response) => {
      const { statusCode: status = 0, headers: heard } = response;
      resolve({ status, headers: heard, text: await text(response) });
    });
    sent.on('error', reject).end(body);
  });
}
