import { EngineError, ExecutionFailure } from '../errors.ts';
import type { CatalogueEntry } from '../model/catalogue-entry.ts';
import type { RunSlot } from '../ports.ts';
import type { ExecutorDeps } from './deps.ts';
import { INVOKE_MARGIN_MS, LEASE_MARGIN_MS, SLOT_SPARE_MS } from './timing.ts';

/** As many runs of the function as may be are at work. */
export class NoSlot extends EngineError {
  override readonly name = 'NoSlot';

  constructor(functionId: string) {
    super(`every slot of ${functionId} is taken`);
  }
}

type SlotDeps = Pick<ExecutorDeps, 'slots' | 'inFlightPerFunction' | 'now' | 'random' | 'newId'>;

/** Tries at random, which nearly always find one while most are free. */
const BLIND_TRIES = 2;
/** Tries at those that were seen to be free; others see the same. */
const SEEN_TRIES = 3;

/** The slot of one run, held from before it invokes until it has the answer. One that is not given back runs out. */
export class HeldSlot {
  readonly #deps: SlotDeps;
  readonly #functionId: string;
  readonly #neededMs: number;
  #held: { readonly slot: RunSlot; readonly holder: string; readonly until: Date } | undefined;
  #holder: string | undefined;

  constructor(deps: SlotDeps, { id, timeout }: Pick<CatalogueEntry, 'id' | 'timeout'>) {
    this.#deps = deps;
    this.#functionId = id;
    this.#neededMs = timeout * 1000 + INVOKE_MARGIN_MS + LEASE_MARGIN_MS;
  }

  /** Whether an invocation that starts now has ended, whatever becomes of this process, before somebody else gets it. */
  get isHeld(): boolean {
    return this.#held !== undefined && this.#held.until.getTime() - this.#now >= this.#neededMs;
  }

  /** Whether it would find one now, as far as a look can tell: nothing is written. */
  async isAnyFree(): Promise<boolean> {
    return (await this.#free()).length > 0;
  }

  /**
   * Takes one, or makes the one it has last longer.
   * @param isCrowded looks before it tries: most are likely to be taken
   * @throws NoSlot
   */
  async hold(isCrowded: boolean): Promise<void> {
    if (this.isHeld) return;
    for await (const number of this.#candidates(isCrowded)) {
      if (await this.#takeAt(number)) return;
    }
    throw new NoSlot(this.#functionId);
  }

  /** An invocation may still be at work: nobody gets the slot before it must have ended. */
  leave(): void {
    this.#held = undefined;
    this.#holder = undefined;
  }

  async giveBack(): Promise<void> {
    const held = this.#held;
    // Nor is its holder's name used again: what was sent under it may come late.
    this.leave();
    if (held) await this.#deps.slots.giveBack(held.slot, held.holder);
  }

  async *#candidates(isCrowded: boolean): AsyncGenerator<number> {
    if (this.#held) yield this.#held.slot.number;
    const blind = isCrowded ? 0 : BLIND_TRIES;
    for (let tried = 0; tried < blind; tried++) yield this.#anyBelow(this.#deps.inFlightPerFunction);
    const free = await this.#free();
    const first = this.#anyBelow(free.length);
    yield* [...free.slice(first), ...free.slice(0, first)].slice(0, SEEN_TRIES);
  }

  async #free(): Promise<readonly number[]> {
    const { slots, inFlightPerFunction: most, now } = this.#deps;
    const taken = await slots.taken(this.#functionId, now());
    if (!taken) return [];
    return Array.from({ length: most }, (_, number) => number).filter((number) => !taken.has(number));
  }

  async #takeAt(number: number): Promise<boolean> {
    const holder = this.#holder ?? this.#deps.newId();
    this.#holder = holder;
    const now = this.#deps.now();
    const until = new Date(now.getTime() + SLOT_SPARE_MS + this.#neededMs);
    const slot = { functionId: this.#functionId, number };
    if (!(await this.#deps.slots.take(slot, { holder, now, until }))) return false;
    this.#held = { slot, holder, until };
    return true;
  }

  #anyBelow(count: number): number {
    return Math.floor(this.#deps.random() * count);
  }

  get #now(): number {
    return this.#deps.now().getTime();
  }
}

/** Whether the function may go on after its invocation failed so: the answer was lost, or not waited for any longer. */
export function mayBeAtWork(error: unknown): boolean {
  if (!(error instanceof ExecutionFailure)) return true;
  return error.code === 'INTERNAL' || error.code === 'FUNCTION_TIMEOUT';
}
