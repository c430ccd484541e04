import { type RawRecord, RecordBytes, type Splitter } from './raw-record.ts';

const QUOTE = 0x22;
const COMMA = 0x2c;
const OPEN_LIST = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const NEW_LINE = 0x0a;
const SPACES = new Set([0x20, 0x09, 0x0d, NEW_LINE]);

/**
 * Cuts a JSON array into its elements without parsing them. What stands before the first `[` is skipped, which
 * is where an X archive has its `window.YTD.… =`; so is what follows the closing `]`.
 */
export class ArraySplitter implements Splitter {
  readonly #bytes: RecordBytes;
  /** 0 before the list, 1 between its elements. */
  #depth = 0;
  #closed = false;
  #inString = false;
  #escaped = false;
  #line = 1;
  #index = 1;
  /** Line of the element's first byte that is not white space. */
  #startLine: number | undefined;

  /** @param limit most bytes of an element; a longer one comes without its bytes */
  constructor(limit?: number) {
    this.#bytes = new RecordBytes(limit);
  }

  push(chunk: Uint8Array): readonly RawRecord[] {
    const records: RawRecord[] = [];
    let start = 0;
    for (let at = 0; at < chunk.length && !this.#closed; at += 1) {
      const depthBefore = this.#depth;
      const byte = chunk[at] ?? 0;
      const ends = this.#step(byte);
      if (ends || depthBefore === 0) {
        if (ends) {
          this.#bytes.add(chunk.subarray(start, at));
          records.push(...this.#take(this.#closed));
        }
        start = at + 1;
      } else if (this.#startLine === undefined && !SPACES.has(byte)) {
        this.#startLine = this.#line;
      }
    }
    if (this.#depth > 0 && !this.#closed) this.#bytes.add(chunk.slice(start));
    return records;
  }

  end(): readonly RawRecord[] {
    if (this.#closed) return [];
    const line = this.#startLine ?? this.#line;
    return [{ index: this.#index, line, bytes: undefined, cut: true }];
  }

  /** @returns whether `byte` ends an element */
  #step(byte: number): boolean {
    if (byte === NEW_LINE) this.#line += 1;
    if (this.#inString) {
      if (this.#escaped) this.#escaped = false;
      else if (byte === BACKSLASH) this.#escaped = true;
      else if (byte === QUOTE) this.#inString = false;
      return false;
    }
    if (this.#depth === 0) {
      if (byte === OPEN_LIST) this.#depth = 1;
      return false;
    }
    if (byte === QUOTE) this.#inString = true;
    else if (byte === OPEN_LIST || byte === OPEN_OBJECT) this.#depth += 1;
    else if (byte === CLOSE_LIST && this.#depth === 1) this.#closed = true;
    // A stray "}" between elements belongs to a broken element; the list goes on.
    else if ((byte === CLOSE_LIST || byte === CLOSE_OBJECT) && this.#depth > 1) this.#depth -= 1;
    return this.#closed || (byte === COMMA && this.#depth === 1);
  }

  #take(last: boolean): readonly RawRecord[] {
    const bytes = this.#bytes.take();
    const line = this.#startLine;
    this.#startLine = undefined;
    if (last && line === undefined) return [];
    const record = { index: this.#index, line: line ?? this.#line, bytes, cut: false };
    this.#index += 1;
    return [record];
  }
}
