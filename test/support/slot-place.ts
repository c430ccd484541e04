import { MemoryRunSlots } from '../../adapters/memory/run-slots.ts';
import { HeldSlot, NoSlot } from '../../core/execute/held-slot.ts';
import { anEntry, FUNCTION, later, NOW, uuid } from './builders.ts';

export const SLOTS = 20;

/** A function's slots, and runs that come for them. */
export class SlotPlace {
  readonly slots = new MemoryRunSlots();
  readonly tried: number[] = [];
  now = NOW;
  /** Each in [0, 1); then 0.5. */
  chances: number[] = [];
  #ids = 0;

  constructor(...taken: readonly number[]) {
    for (const number of taken) this.somebodyTakes(number);
  }

  somebodyTakes(number: number): void {
    const claim = { holder: `holder of ${number}`, now: this.now, until: later(86_400) };
    void this.slots.take({ functionId: FUNCTION, number }, claim);
  }

  run(): HeldSlot {
    const { slots } = this;
    const counted: typeof slots.take = (slot, claim) => {
      this.tried.push(slot.number);
      return slots.take(slot, claim);
    };
    return new HeldSlot(
      {
        slots: {
          take: counted,
          taken: (...asked) => slots.taken(...asked),
          giveBack: (...asked) => slots.giveBack(...asked),
        },
        inFlightPerFunction: SLOTS,
        now: () => this.now,
        random: () => this.chances.shift() ?? 0.5,
        newId: () => uuid(++this.#ids),
      },
      anEntry(),
    );
  }

  async taken(): Promise<readonly number[]> {
    return [...(await this.slots.taken(FUNCTION, this.now))].sort((a, b) => a - b);
  }
}

/** @returns whether it has one now */
export async function taking(run: HeldSlot, isCrowded = false): Promise<boolean> {
  try {
    await run.hold(isCrowded);
    return true;
  } catch (error) {
    if (error instanceof NoSlot) return false;
    throw error;
  }
}
