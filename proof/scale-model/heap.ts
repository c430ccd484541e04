interface Entry {
  readonly at: number;
  readonly noisy: number;
}

/** Ends of batches, the earliest first, each with how many messages of the noisy one it holds. */
export class Heap {
  readonly #entries: Entry[] = [];

  get size(): number {
    return this.#entries.length;
  }

  /** @returns when the earliest ends */
  peek(): number | undefined {
    return this.#entries[0]?.at;
  }

  push(at: number, noisy: number): void {
    let index = this.#entries.push({ at, noisy }) - 1;
    for (let above = (index - 1) >> 1; index > 0 && this.#at(above) > at; above = (index - 1) >> 1) {
      this.#swap(index, above);
      index = above;
    }
  }

  /** Takes the earliest away. @returns how many of the noisy one's messages it held */
  pop(): number {
    const [first] = this.#entries;
    const last = this.#entries.pop();
    if (last && this.#entries.length > 0) {
      this.#entries[0] = last;
      this.#sink();
    }
    return first?.noisy ?? 0;
  }

  #sink(): void {
    for (let index = 0; ; ) {
      const [left, right] = [2 * index + 1, 2 * index + 2];
      const least = this.#at(right) < this.#at(left) ? right : left;
      if (this.#at(least) >= this.#at(index)) return;
      this.#swap(index, least);
      index = least;
    }
  }

  #at(index: number): number {
    return this.#entries[index]?.at ?? Number.POSITIVE_INFINITY;
  }

  #swap(one: number, other: number): void {
    const entries = this.#entries;
    [entries[one], entries[other]] = [entries[other] as Entry, entries[one] as Entry];
  }
}
