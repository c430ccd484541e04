import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

export interface Heard {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface Said {
  readonly status: number;
  readonly headers?: IncomingHttpHeaders;
  readonly body: string | Buffer;
}

export interface HttpService {
  readonly url: string;
  close(): void;
}

/** Answers every request on a port of this machine. */
export async function startHttpService(answer: (heard: Heard) => Promise<Said>): Promise<HttpService> {
  const server = createServer(async (incoming, response) => {
    const { method = '', url: path = '', headers } = incoming;
    await answer({ method, path, headers, body: await buffer(incoming) }).then(
      (said) => reply(response, said),
      () => response.destroy(),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${portOf(server)}`, close: () => closeNow(server) };
}

/** Sends a request on as it came. */
export function passOn(url: string, { method, path, headers, body }: Heard): Promise<Said> {
  return new Promise((resolve, reject) => {
    const sent = request(new URL(path, url), { method, headers, agent: false }, async (response) => {
      resolve({
        status: response.statusCode ?? 0,
        headers: response.headers,
        body: await buffer(response),
      });
    });
    sent.on('error', reject).end(body);
  });
}

function reply(response: ServerResponse, { status, headers = {}, body }: Said): void {
  const { 'transfer-encoding': chunked, connection, ...others } = headers;
  response.writeHead(status, others).end(body);
}

const portOf = (server: Server): number => (server.address() as AddressInfo).port;

function closeNow(server: Server): void {
  server.close();
  server.closeAllConnections();
}
