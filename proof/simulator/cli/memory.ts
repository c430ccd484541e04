/** Reports of a worker that only warm it up. */
const WARM_UP = 5;

/** Most by which memory may differ between the first and the last third of a run. */
const FLAT = 0.1;

/** Watches whether the memory of workers grows with what they have played. */
export class MemoryWatch {
  readonly #samples = new Map<number, number[]>();

  add(worker: number, heapBytes: number): void {
    const samples = this.#samples.get(worker) ?? [];
    samples.push(heapBytes);
    this.#samples.set(worker, samples);
  }

  /** By how much the last third lies above the first, over all workers; 0.1 is a tenth. Undefined: too short to tell. */
  get growth(): number | undefined {
    const growths = [...this.#samples.values()].flatMap((all) => {
      const samples = all.slice(WARM_UP);
      const third = Math.floor(samples.length / 3);
      return third === 0 ? [] : [median(samples.slice(-third)) / median(samples.slice(0, third)) - 1];
    });
    return growths.length === 0 ? undefined : Math.max(...growths);
  }

  get isFlat(): boolean {
    return (this.growth ?? 0) <= FLAT;
  }

  describe(): string {
    const growth = this.growth;
    if (growth === undefined) return 'memory: too few plays to tell';
    const last = [...this.#samples.values()].map((samples) => samples.at(-1) ?? 0);
    const megabytes = Math.round(Math.max(...last) / 2 ** 20);
    return `memory: ${megabytes} MB a process, ${(growth * 100).toFixed(1)} % more in the last third than in the first`;
  }
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
