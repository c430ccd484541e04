import * as http from 'node:http';
import { text } from 'node:stream/consumers';
import type { Json } from '../../core/model/json.ts';

export const PASSWORD = 'demo';

export interface Answer {
  readonly status: number;
  readonly body: Json;
}

/**
 * One person's requests to the engine, whichever process it is at the moment. The token outlives processes, as a
 * browser's would.
 */
export class PdaClient {
  /** Called when something that was asked for was answered. */
  onAnswer: () => void = () => {};
  readonly #pda: string;
  #port = 0;
  #token: string | undefined;

  constructor(pda: string) {
    this.#pda = pda;
  }

  /** From now on requests go to the engine at this port. */
  connect(port: number): void {
    this.#port = port;
  }

  /** @returns undefined when there was no whole answer */
  get(path: string): Promise<Answer | undefined> {
    return this.#send('GET', path);
  }

  /** @returns undefined when there was no whole answer */
  async post(path: string, body: Json): Promise<Answer | undefined> {
    const answer = await this.#send('POST', path, body);
    if (answer) this.onAnswer();
    return answer;
  }

  async #send(method: string, path: string, body?: Json): Promise<Answer | undefined> {
    this.#token ??= await this.#login();
    return this.#token === undefined
      ? undefined
      : this.#exchange(method, `/api/v2.6/${path}`, { 'X-Auth-Token': this.#token }, body);
  }

  async #login(): Promise<string | undefined> {
    const [username] = this.#pda.split('.');
    const headers = { username, password: PASSWORD };
    const answer = await this.#exchange('GET', '/users/access_token', headers);
    return (answer?.body as { accessToken?: string } | undefined)?.accessToken;
  }

  async #exchange(method: string, path: string, headers: http.OutgoingHttpHeaders, body?: Json) {
    const content = body === undefined ? undefined : JSON.stringify(body);
    const options = {
      ...{ method, path, host: '127.0.0.1', port: this.#port },
      headers: { ...headers, Host: this.#pda, 'Content-Type': 'application/json' },
    };
    try {
      const response = await new Promise<http.IncomingMessage>((resolve, reject) => {
        http.request(options).on('response', resolve).on('error', reject).end(content);
      });
      return { status: response.statusCode ?? 0, body: JSON.parse(await text(response)) as Json };
    } catch {
      return undefined;
    }
  }
}
