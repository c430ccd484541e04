import type { RunSlot, RunSlots } from '../../core/ports.ts';

interface Held {
  readonly holder: string;
  readonly until: Date;
}

/** Slots in memory. */
export class MemoryRunSlots implements RunSlots {
  /** By function and number. */
  readonly #held = new Map<string, Map<number, Held>>();

  async take(
    { functionId, number }: RunSlot,
    { holder, now, until }: Parameters<RunSlots['take']>[1],
  ): Promise<boolean> {
    const held = this.#of(functionId).get(number);
    if (held && held.holder !== holder && held.until > now) return false;
    this.#of(functionId).set(number, { holder, until });
    return true;
  }

  async taken(functionId: string, now: Date): Promise<ReadonlySet<number>> {
    const held = [...this.#of(functionId)].filter(([, { until }]) => until > now);
    return new Set(held.map(([number]) => number));
  }

  async giveBack({ functionId, number }: RunSlot, holder: string): Promise<void> {
    const slots = this.#of(functionId);
    if (slots.get(number)?.holder === holder) slots.delete(number);
  }

  #of(functionId: string): Map<number, Held> {
    const slots = this.#held.get(functionId) ?? new Map<number, Held>();
    this.#held.set(functionId, slots);
    return slots;
  }
}
