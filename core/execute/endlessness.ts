import type { WindowPage } from '../ports.ts';

/**
 * Whether the pages of one window can come to no end: one is empty and not the last, or they go round in a circle. Every
 * circle is found within three rounds, with one cursor kept, however many pages there are (Brent's algorithm).
 */
export class Endlessness {
  #landmark: string | undefined;
  #passed = 0;
  #untilNextLandmark = 1;

  /** @param page the next one of the window */
  shows({ rows, next }: WindowPage): boolean {
    if (next === undefined) return false;
    if (rows.length === 0 || next === this.#landmark) return true;
    this.#passed += 1;
    if (this.#passed === this.#untilNextLandmark) {
      this.#landmark = next;
      this.#passed = 0;
      this.#untilNextLandmark *= 2;
    }
    return false;
  }
}
