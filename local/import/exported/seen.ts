import { createHash } from 'node:crypto';

const BITS = 2 ** 27;
const PROBES = 7;

/**
 * Remembers in 16 MB, however many there are, which texts it has seen (a Bloom filter). What it has seen it always
 * knows; of what it has not, it takes one in a billion for seen after a million texts, and one in 500 after ten.
 */
export class Seen {
  readonly #bits = new Uint8Array(BITS / 8);

  /** @returns whether `text` has been added before */
  add(text: string): boolean {
    const digest = createHash('sha256').update(text).digest();
    let known = true;
    for (let probe = 0; probe < PROBES; probe += 1) {
      const bit = digest.readUInt32LE(probe * 4) % BITS;
      const [byte, mask] = [bit >>> 3, 1 << (bit & 7)];
      const before = this.#bits[byte] ?? 0;
      if ((before & mask) === 0) known = false;
      this.#bits[byte] = before | mask;
    }
    return known;
  }
}
