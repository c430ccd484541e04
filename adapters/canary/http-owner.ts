import { type CanarysOwner, EngineRefused } from '../../core/canary/beat.ts';
import type { CanaryStep } from '../../core/model/canary-verdict.ts';
import type { DataEvent } from '../../core/model/data-event.ts';

export interface HttpOwnerOptions {
  /** Of the management API, without a path. */
  readonly url: string;
  /** Makes a token of the canary's owner. */
  readonly token: () => Promise<string>;
}

const BASE = '/api/v2.6/she';
/** Above the 25 s for which the engine may wait for a run to end; ms. */
const PATIENCE_MS = 29_000;

/** The management API over HTTP, as owners and PDAs use it; answers are looked at by their status alone. */
export class HttpCanarysOwner implements CanarysOwner {
  readonly #options: HttpOwnerOptions;
  #token: Promise<string> | undefined;

  constructor(options: HttpOwnerOptions) {
    this.#options = options;
  }

  async enable(functionId: string): Promise<boolean> {
    const status = await this.#post('consent', `/function/${functionId}/enable`);
    if (status === 404) return false;
    if (status !== 200) throw new EngineRefused('consent');
    return true;
  }

  /** 202: its last run is ending, and it will not run again. */
  async disable(functionId: string): Promise<void> {
    const status = await this.#post('consent', `/function/${functionId}/disable`);
    if (status !== 200 && status !== 202) throw new EngineRefused('consent');
  }

  async tell(event: DataEvent): Promise<void> {
    const status = await this.#post('event', '/events', event);
    if (status !== 202) throw new EngineRefused('event');
  }

  async #post(step: CanaryStep, path: string, body?: object): Promise<number> {
    const { url, token } = this.#options;
    this.#token ??= token();
    const headers = { 'x-auth-token': await this.#token, 'content-type': 'application/json' };
    try {
      const response = await fetch(`${url}${BASE}${path}`, {
        ...{ method: 'POST', headers, redirect: 'error', signal: AbortSignal.timeout(PATIENCE_MS) },
        ...(body && { body: JSON.stringify(body) }),
      });
      await response.body?.cancel();
      return response.status;
    } catch {
      throw new EngineRefused(step);
    }
  }
}
