import { type RawRecord, RecordBytes, type Splitter } from './raw-record.ts';

const NEW_LINE = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** Cuts a file into its lines, blank ones left out. */
export class LineSplitter implements Splitter {
  readonly #bytes: RecordBytes;
  #line = 1;
  #index = 1;

  /** @param limit most bytes of a line; a longer one comes without its bytes */
  constructor(limit?: number) {
    this.#bytes = new RecordBytes(limit);
  }

  push(chunk: Uint8Array): readonly RawRecord[] {
    const records: RawRecord[] = [];
    let start = 0;
    for (let end = chunk.indexOf(NEW_LINE); end >= 0; end = chunk.indexOf(NEW_LINE, start)) {
      this.#bytes.add(chunk.subarray(start, end));
      records.push(...this.#take());
      this.#line += 1;
      start = end + 1;
    }
    this.#bytes.add(chunk.slice(start));
    return records;
  }

  end(): readonly RawRecord[] {
    return this.#take();
  }

  #take(): readonly RawRecord[] {
    const bytes = this.#bytes.take();
    const line = bytes?.at(-1) === CARRIAGE_RETURN ? bytes.subarray(0, -1) : bytes;
    if (line && isBlank(line)) return [];
    const record = { index: this.#index, line: this.#line, bytes: line, cut: false };
    this.#index += 1;
    return [record];
  }
}

function isBlank(line: Uint8Array): boolean {
  return line.every((byte) => byte === 0x20 || byte === 0x09);
}
