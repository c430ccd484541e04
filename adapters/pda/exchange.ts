import { ExecutionFailure } from '../../core/errors.ts';
import type { DerivedBatch, PdaAccess, WindowPage, WindowQuery } from '../../core/ports.ts';
import { type PdaCall, type PdaReply, requestPda } from './pda-request.ts';

/** What is asked of one PDA for one call of the engine: several requests at most, that share their time. */
export class Exchange {
  readonly access: PdaAccess;
  readonly #timeLeft: () => number;
  #renewedToken: string | undefined;

  /** @param timeLeft milliseconds */
  constructor(access: PdaAccess, timeLeft: () => number) {
    this.access = access;
    this.#timeLeft = timeLeft;
  }

  /** @throws ExecutionFailure PDA_UNREACHABLE also when no time is left: nothing is sent then */
  async send(call: Omit<PdaCall, 'access' | 'timeoutMs'>): Promise<PdaReply> {
    const timeoutMs = this.#timeLeft();
    if (timeoutMs <= 0) throw new ExecutionFailure('PDA_UNREACHABLE');
    const reply = await requestPda({ ...call, access: this.access, timeoutMs });
    this.#renewedToken = reply.renewedToken ?? this.#renewedToken;
    return reply;
  }

  /** The newest one that came with a reply. */
  get renewedToken(): string | undefined {
    return this.#renewedToken;
  }
}

/** How PDAs of one kind are spoken to. Errors are those of the port `Pda`. */
export interface Dialect {
  readWindow(exchange: Exchange, query: Omit<WindowQuery, 'pda'>): Promise<WindowPage>;
  writeDerived(exchange: Exchange, batch: Omit<DerivedBatch, 'pda' | 'deadline'>): Promise<void>;
  hasRecord(exchange: Exchange, recordId: string): Promise<boolean>;
}
