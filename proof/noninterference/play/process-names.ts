import type { Streams } from './streams.ts';

/**
 * Names of processes that say whose work they do and how many came before them: `executor asha.example 3`. The number
 * that the world gives counts everybody's.
 */
export class ProcessNames {
  readonly #names = new Map<string, string>();
  readonly #streams: Streams;

  constructor(streams: Streams) {
    this.#streams = streams;
  }

  of(worldsName: string): string {
    const known = this.#names.get(worldsName);
    if (known) return known;
    const kind = worldsName.replace(/-\d+$/, '');
    const name = `${kind} ${this.#streams.count(`process ${kind}`)}`;
    this.#names.set(worldsName, name);
    return name;
  }
}
