import type { Readable } from 'node:stream';

/** Characters of output that are passed on between two resets. */
const BUDGET = 65_536;
const LONGEST_LINE = 4096;
/** Pause after each chunk beyond the budget, in ms: a flood is drained, but slowly, so that it cannot busy the engine. */
const PAUSE = 5;
/** Everything that could steer a terminal. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it is about
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

/** Passes a function's output on line by line, bounded and harmless; what is beyond the bound is read and dropped. */
export class OutputLines {
  readonly #emit: (text: string) => void;
  #left = BUDGET;

  constructor(streams: readonly Readable[], emit: (text: string) => void) {
    this.#emit = emit;
    for (const stream of streams) this.#follow(stream);
  }

  /** Grants a new invocation the whole bound again. */
  reset(): void {
    this.#left = BUDGET;
  }

  #follow(stream: Readable): void {
    let rest = '';
    stream.setEncoding('utf8');
    stream.on('data', (chunk: string) => {
      if (this.#left <= 0) {
        rest = '';
        stream.pause();
        setTimeout(() => stream.resume(), PAUSE);
        return;
      }
      const lines = (rest + chunk).split('\n');
      rest = (lines.pop() ?? '').slice(0, LONGEST_LINE);
      let left = this.#left;
      for (const line of lines) {
        this.#pass(line, left);
        left -= line.length + 1;
      }
      // What was shortened was read all the same; a line without an end must not be free.
      this.#spend(chunk.length);
    });
    stream.on('end', () => rest !== '' && this.#pass(rest, this.#left));
    stream.on('error', () => {});
  }

  #pass(line: string, left: number): void {
    if (left <= 0) return;
    const text = line.slice(0, Math.min(LONGEST_LINE, left)).replace(CONTROL, '');
    this.#emit(text);
  }

  #spend(characters: number): void {
    if (this.#left > 0 && this.#left <= characters) {
      this.#emit('(more output than is kept; the rest was dropped)');
    }
    this.#left -= characters;
  }
}
