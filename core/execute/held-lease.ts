import { EngineError } from '../errors.ts';
import { changed, type FunctionStatus } from '../model/function-status.ts';
import type { StatusStore } from '../ports.ts';
import { holds } from './lease.ts';

/** The lease is gone: the owner disabled the function, or a newer run has taken over. */
export class LeaseLost extends EngineError {
  override readonly name = 'LeaseLost';
  readonly status: FunctionStatus;

  constructor(status: FunctionStatus) {
    super('the lease is gone');
    this.status = status;
  }
}

/** A claimed status item. Every change of it goes through here, so none is made without the lease. */
export class HeldLease {
  readonly token: number;
  #statuses: StatusStore;
  #status: FunctionStatus;

  constructor(statuses: StatusStore, claimed: FunctionStatus) {
    this.#statuses = statuses;
    this.#status = claimed;
    this.token = claimed.leaseToken;
  }

  get status(): FunctionStatus {
    return this.#status;
  }

  /**
   * Stores what `decide` makes of the status, deciding anew whenever somebody else changed it first.
   * @throws LeaseLost
   */
  async change(decide: (status: FunctionStatus) => FunctionStatus): Promise<FunctionStatus> {
    for (;;) {
      if (!holds(this.#status, this.token)) throw new LeaseLost(this.#status);
      const next = decide(this.#status);
      if (await this.#statuses.replace(next)) {
        this.#status = next;
        return next;
      }
      await this.#refresh();
    }
  }

  /** The owner ended this run, and nothing of it happens any more: whoever waits for that need not wait longer. */
  async endDraining(): Promise<void> {
    await this.#refresh();
    const { leaseToken, lease } = this.#status;
    if (leaseToken !== this.token || lease?.phase !== 'draining') return;
    await this.#statuses.replace(changed(this.#status, { lease: undefined }));
  }

  async #refresh(): Promise<void> {
    const { pda, functionId } = this.#status;
    const stored = await this.#statuses.find(pda, functionId);
    if (!stored) throw new LeaseLost({ ...this.#status, lease: undefined });
    this.#status = stored;
  }
}
