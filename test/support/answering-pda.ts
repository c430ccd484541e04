import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An HTTP server that gives every request the same answer, and remembers what it was asked. */
export class AnsweringPda {
  answer = { status: 200, text: '' };
  /** Paths, with their queries. */
  readonly asked: string[] = [];
  readonly tokens: unknown[] = [];
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, response) => {
      this.asked.push(request.url ?? '');
      this.tokens.push(request.headers['x-auth-token']);
      response.writeHead(this.answer.status).end(this.answer.text);
    });
  }

  static async start(): Promise<AnsweringPda> {
    const pda = new AnsweringPda();
    pda.#server.listen(0, '127.0.0.1');
    await once(pda.#server, 'listening');
    return pda;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}
