import { ExecutionFailure } from '../../core/errors.ts';
import { PDA_TIMEOUT_MS } from '../../core/execute/timing.ts';
import type { Clock, DerivedBatch, Pda, PdaDirectory, WindowPage, WindowQuery } from '../../core/ports.ts';
import { additions } from './additions.ts';
import { PdaKinds } from './capabilities.ts';
import { type Dialect, Exchange } from './exchange.ts';
import { plain } from './plain.ts';
import { TokenRenewals } from './token-renewals.ts';

const DIALECTS = { additions, plain };

export interface HttpPdaOptions {
  /** @default the system clock */
  readonly now?: Clock;
  /** For reading; writing ends at the batch's deadline. @default 30 seconds */
  readonly timeoutMs?: number;
  /** Gets what kept a renewed token from being stored: nothing fails by it. @default it is not told */
  readonly onError?: (error: unknown) => void;
}

/**
 * The registered PDAs, over their HTTP API: with its additions for the engine where a PDA announces them, else plain
 * v2.6 with the weaker promises of docs/pda.md.
 */
export class HttpPda implements Pda {
  readonly #directory: Pick<PdaDirectory, 'find'>;
  readonly #now: Clock;
  readonly #timeoutMs: number;
  readonly #kinds: PdaKinds;
  readonly #renewals: TokenRenewals;

  constructor(directory: Pick<PdaDirectory, 'find' | 'renew'>, options: HttpPdaOptions = {}) {
    const { now = () => new Date(), timeoutMs, onError = () => undefined } = options;
    this.#directory = directory;
    this.#now = now;
    this.#timeoutMs = timeoutMs ?? PDA_TIMEOUT_MS;
    this.#kinds = new PdaKinds(now);
    this.#renewals = new TokenRenewals({ directory, now, onError });
  }

  readWindow({ pda, ...query }: WindowQuery): Promise<WindowPage> {
    return this.#speak(pda, this.#soon(), (dialect, exchange) => dialect.readWindow(exchange, query));
  }

  writeDerived({ pda, deadline, ...batch }: DerivedBatch): Promise<void> {
    return this.#speak(pda, deadline, (dialect, exchange) => dialect.writeDerived(exchange, batch));
  }

  hasRecord(pda: string, recordId: string): Promise<boolean> {
    return this.#speak(pda, this.#soon(), (dialect, exchange) => dialect.hasRecord(exchange, recordId));
  }

  #soon(): Date {
    return new Date(this.#now().getTime() + this.#timeoutMs);
  }

  async #speak<T>(
    pda: string,
    deadline: Date,
    say: (dialect: Dialect, exchange: Exchange) => Promise<T>,
  ): Promise<T> {
    const access = await this.#directory.find(pda);
    if (!access) throw new ExecutionFailure('PDA_REFUSED');
    const exchange = new Exchange(access, () => deadline.getTime() - this.#now().getTime());
    try {
      return await say(DIALECTS[await this.#kinds.of(exchange)], exchange);
    } catch (error) {
      if (error instanceof ExecutionFailure && error.code === 'PDA_REFUSED') this.#kinds.forget(access);
      throw error;
    } finally {
      await this.#renewals.keep(access, exchange.renewedToken);
    }
  }
}
