import type { Clock } from '../../../core/ports.ts';
import { LONGEST_TICK_MS, QUARTER } from '../private/private-time.ts';
import type { PairPlay } from './pair-play.ts';

/**
 * The clock of one message's work. In `times` it goes in steps, and from a function's answer on it is late by what the
 * function took longer for what it saw: that is in every time and duration that the engine takes from then on. What
 * happens, happens at the same moments all the same, so that the whole story can be compared.
 */
export class RunClock {
  readonly #play: PairPlay;
  #lateMs = 0;

  constructor(play: PairPlay) {
    this.#play = play;
  }

  readonly now: Clock = () => {
    const { world, kind } = this.#play;
    if (kind !== 'times') return world.now;
    const step = QUARTER * LONGEST_TICK_MS;
    return new Date(Math.floor(world.now.getTime() / step) * step + this.#lateMs);
  };

  answered(lateMs: number): void {
    this.#lateMs = lateMs;
  }
}
