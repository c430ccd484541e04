import { ExecutionFailure } from '../../core/errors.ts';
import { PDA_TIMEOUT_MS } from '../../core/execute/timing.ts';
import type { Clock, DerivedBatch, Pda, PdaDirectory, WindowPage, WindowQuery } from '../../core/ports.ts';
import { additions } from './additions.ts';
import { PdaKinds } from './capabilities.ts';
import { type Dialect, Exchange } from './exchange.ts';
import { plain } from './plain.ts';

const DIALECTS = { additions, plain };

export interface HttpPdaOptions {
  /** @default the system clock */
  readonly now?: Clock;
  /** For reading; writing ends at the batch's deadline. @default 30 seconds */
  readonly timeoutMs?: number;
}

/**
 * The registered PDAs, over their HTTP API: with its additions for the engine where a PDA announces them, else plain
 * v2.6 with the weaker promises of docs/pda.md.
 */
export class HttpPda implements Pda {
  readonly #directory: PdaDirectory;
  readonly #now: Clock;
  readonly #timeoutMs: number;
  readonly #kinds: PdaKinds;

  constructor(directory: PdaDirectory, { now, timeoutMs }: HttpPdaOptions = {}) {
    this.#directory = directory;
    this.#now = now ?? (() => new Date());
    this.#timeoutMs = timeoutMs ?? PDA_TIMEOUT_MS;
    this.#kinds = new PdaKinds(this.#now);
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
    const kind = await this.#kinds.of(exchange);
    try {
      return await say(DIALECTS[kind], exchange);
    } catch (error) {
      if (error instanceof ExecutionFailure && error.code === 'PDA_REFUSED') this.#kinds.forget(access);
      throw error;
    }
  }
}
