import { EngineError } from '../errors.ts';
import type { CatalogueEntry } from '../model/catalogue-entry.ts';
import type { RunSlot } from '../ports.ts';
import type { ExecutorDeps } from './deps.ts';
import { INVOKE_MARGIN_MS, LEASE_MARGIN_MS, READING_LEASE_MS } from './timing.ts';

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

/** The slot of one run, which must be held while it invokes. One that is not given back runs out by itself. */
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

  /** Takes one, or makes the one it has last longer. @returns whether it has one now */
  async take(): Promise<boolean> {
    if (this.isHeld) return true;
    for await (const number of this.#candidates()) {
      if (await this.#takeAt(number)) return true;
    }
    return false;
  }

  /** @throws NoSlot */
  async hold(): Promise<void> {
    if (!(await this.take())) throw new NoSlot(this.#functionId);
  }

  /** An invocation may still be at work: nobody gets the slot before it must have ended. */
  leave(): void {
    this.#held = undefined;
  }

  async giveBack(): Promise<void> {
    const held = this.#held;
    this.#held = undefined;
    if (held) await this.#deps.slots.giveBack(held.slot, held.holder);
  }

  async *#candidates(): AsyncGenerator<number> {
    const { slots, inFlightPerFunction: most, now } = this.#deps;
    if (this.#held) yield this.#held.slot.number;
    for (let tried = 0; tried < BLIND_TRIES; tried++) yield this.#anyBelow(most);
    const taken = await slots.taken(this.#functionId, now());
    const free = Array.from({ length: most }, (_, number) => number).filter((number) => !taken.has(number));
    const first = this.#anyBelow(free.length);
    yield* [...free.slice(first), ...free.slice(0, first)].slice(0, SEEN_TRIES);
  }

  async #takeAt(number: number): Promise<boolean> {
    const holder = this.#holder ?? this.#deps.newId();
    this.#holder = holder;
    const now = this.#deps.now();
    const until = new Date(now.getTime() + READING_LEASE_MS + this.#neededMs);
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
