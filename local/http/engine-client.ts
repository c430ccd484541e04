import * as http from 'node:http';
import * as https from 'node:https';
import { isIP } from 'node:net';
import { text } from 'node:stream/consumers';
import * as z from 'zod/mini';
import { jsonText } from '../../core/model/exact-number.ts';
import type { Json } from '../../core/model/json.ts';
import type { EngineAddress } from './engine-address.ts';
import { EngineRequestFailed, refused, unreachable } from './engine-request-failed.ts';

/** Without a byte. */
const SILENCE_MS = 60_000;
const tokenSchema = z.object({ accessToken: z.string() });

/**
 * Speaks JSON over HTTP with one PDA of a running engine. Built on `http.request`, because `fetch` ignores a
 * `Host` header and `*.localhost` does not resolve everywhere.
 * @throws EngineRequestFailed when the engine cannot be reached or answers with an error
 */
export class EngineClient {
  readonly #address: EngineAddress;
  readonly #base: URL;
  #token: string | undefined;

  constructor(address: EngineAddress) {
    this.#address = address;
    this.#base = parseBase(address.url);
  }

  /** Signs in; later calls carry the token. */
  async login(user: string, password: string): Promise<void> {
    const credentials = { username: encodeURIComponent(user), password: encodeURIComponent(password) };
    const answer = tokenSchema.safeParse(await this.#call('GET', '/users/access_token', credentials));
    if (!answer.success) {
      throw new EngineRequestFailed({
        message: 'Could not sign in',
        cause: `${this.#address.url} gave no access token, so it is not an engine`,
        remedy: 'check --url',
      });
    }
    this.#token = answer.data.accessToken;
  }

  /** @returns the JSON answered, `null` when the answer is empty */
  get(path: string): Promise<Json> {
    return this.#call('GET', path, {});
  }

  /**
   * The reply as its bytes arrive, however many. What is wrong with it afterwards, a connection that breaks off or
   * a minute of silence, is thrown to whoever reads it.
   */
  async *stream(path: string): AsyncGenerator<Uint8Array> {
    const response = await this.#answer('GET', path, {});
    try {
      yield* response as AsyncIterable<Uint8Array>;
    } catch (error) {
      throw unreachable(this.#address, error);
    }
  }

  /** Sends `body` as JSON, with its keys in their own order. */
  post(path: string, body: Json): Promise<Json> {
    return this.#call('POST', path, { 'Content-Type': 'application/json' }, jsonText(body));
  }

  async #call(method: string, path: string, headers: Record<string, string>, body?: string): Promise<Json> {
    const content = await this.#textOf(await this.#answer(method, path, headers, body));
    return content === '' ? null : parseAnswer(this.#address, content);
  }

  /** The reply, once it is known to be a good one. */
  async #answer(
    method: string,
    path: string,
    headers: Record<string, string>,
    body?: string,
  ): Promise<http.IncomingMessage> {
    const response = await this.#exchange(method, path, headers, body).catch((error: unknown) => {
      throw unreachable(this.#address, error);
    });
    const status = response.statusCode ?? 0;
    if (status >= 200 && status <= 299) return response;
    throw refused(this.#address, `${method} ${path}`, status, await this.#textOf(response));
  }

  #textOf(response: http.IncomingMessage): Promise<string> {
    return text(response).catch((error: unknown) => {
      throw unreachable(this.#address, error);
    });
  }

  #exchange(
    method: string,
    path: string,
    headers: Record<string, string>,
    body: string | undefined,
  ): Promise<http.IncomingMessage> {
    const secure = this.#base.protocol === 'https:';
    const url = new URL(path, this.#base);
    const token = this.#token === undefined ? {} : { 'X-Auth-Token': this.#token };
    const length = body === undefined ? {} : { 'Content-Length': Buffer.byteLength(body) };
    const options = {
      method,
      // Otherwise Node would expect a certificate for the Host header's name.
      servername: isIP(url.hostname.replace(/^\[|\]$/g, '')) === 0 ? url.hostname : '',
      headers: { Accept: 'application/json', ...headers, ...token, ...length, Host: this.#address.pda },
      timeout: SILENCE_MS,
    };
    return new Promise((resolve, reject) => {
      const request = secure ? https.request(url, options) : http.request(url, options);
      let response: http.IncomingMessage | undefined;
      request.on('timeout', () => {
        // What waits to be read keeps the connection still: then the silence is the reader's.
        if (response?.readableLength) return;
        request.destroy(Object.assign(new Error('silence'), { code: 'ETIMEDOUT' }));
      });
      request.on('response', (answered) => {
        response = answered;
        resolve(answered);
      });
      request.on('error', reject).end(body);
    });
  }
}

function parseBase(url: string): URL {
  const base = URL.parse(url);
  if (base !== null && /^https?:$/.test(base.protocol)) return base;
  throw new EngineRequestFailed({
    message: 'Could not reach the engine',
    cause: `"${url}" is not an address`,
    remedy: 'write it like http://localhost:4000',
  });
}

function parseAnswer(address: EngineAddress, content: string): Json {
  try {
    return JSON.parse(content);
  } catch {
    throw new EngineRequestFailed({
      message: 'Could not read the answer',
      cause: `${address.url} answered with something other than JSON, so it is not an engine`,
      remedy: 'check --url',
    });
  }
}
