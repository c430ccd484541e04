import { once } from 'node:events';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import dynalite from 'dynalite';
import { isOwnRequest } from '../http/own-requests.ts';

export interface DynamoServer {
  readonly endpoint: string;
  close(): Promise<void>;
}

/** Starts DynamoDB on this machine, kept in `directory`; it answers this process alone. */
export async function startDynamo(directory: string): Promise<DynamoServer> {
  const server: Server = dynalite({ path: directory, createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
  refuseOthers(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    close: () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      return closed;
    },
  };
}

/** The emulator itself looks at no credentials, and lets every web page read its answers. */
function refuseOthers(server: Server): void {
  const answers = server.listeners('request');
  server.removeAllListeners('request');
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    if (!isOwnRequest(request.headers)) return response.writeHead(403).end();
    for (const answer of answers) answer.call(server, request, response);
  });
}
