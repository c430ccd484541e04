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
    const known = this.has(text);
    for (const bit of bitsOf(text)) this.#bits[bit >>> 3] = (this.#bits[bit >>> 3] ?? 0) | (1 << (bit & 7));
    return known;
  }

  has(text: string): boolean {
    return bitsOf(text).every((bit) => ((this.#bits[bit >>> 3] ?? 0) & (1 << (bit & 7))) !== 0);
  }
}

function bitsOf(text: string): number[] {
  const digest = createHash('sha256').update(text).digest();
  return Array.from({ length: PROBES }, (_, probe) => digest.readUInt32LE(probe * 4) % BITS);
}
