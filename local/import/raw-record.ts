import { Buffer } from 'node:buffer';
import { parseJson } from '../../adapters/pda/parse-json.ts';
import { isJsonObject, type Json } from '../../core/model/json.ts';
import { MAX_RECORD_BYTES, MAX_RECORD_DEPTH } from './limits.ts';

/** A piece of a file that should be one JSON value. */
export interface RawRecord {
  /** Position among the records, from 1. */
  readonly index: number;
  /** Line it begins on, from 1. */
  readonly line: number;
  /** Absent when it is longer than a record may be. */
  readonly bytes: Uint8Array | undefined;
  /** True when the file ends before the record does. */
  readonly cut: boolean;
}

/** Cuts a stream of bytes into records; works on bytes, so that broken text spoils one record and not the file. */
export interface Splitter {
  /** @returns the records that `chunk` completes */
  push(chunk: Uint8Array): readonly RawRecord[];
  /** @returns what is left when the file ends */
  end(): readonly RawRecord[];
}

/** Bytes of one record, collected up to a limit. */
export class RecordBytes {
  readonly #limit: number;
  #parts: Uint8Array[] = [];
  #length = 0;

  constructor(limit: number = MAX_RECORD_BYTES) {
    this.#limit = limit;
  }

  add(part: Uint8Array): void {
    this.#length += part.length;
    if (this.#length > this.#limit) this.#parts = [];
    else this.#parts.push(part);
  }

  /** @returns what was collected, absent when it was too much, and starts anew */
  take(): Uint8Array | undefined {
    const bytes = this.#length > this.#limit ? undefined : Buffer.concat(this.#parts);
    this.#parts = [];
    this.#length = 0;
    return bytes;
  }
}

export async function* splitRecords(
  chunks: AsyncIterable<Uint8Array>,
  splitter: Splitter,
): AsyncGenerator<RawRecord> {
  for await (const chunk of chunks) yield* splitter.push(chunk);
  yield* splitter.end();
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** @returns the text, or undefined when it is not UTF-8; a byte order mark is dropped */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return utf8.decode(bytes);
  } catch {
    return undefined;
  }
}

type Parsed = { readonly value: Json } | { readonly problem: string };

/** Reads a raw record as JSON. The problem names no content, since that is personal. */
export function parseRecord(raw: RawRecord): Parsed {
  return parsed(raw, JSON.parse);
}

/** The same for what is stored as it is: every digit of its numbers is kept. */
export function parseExactRecord(raw: RawRecord): Parsed {
  return parsed(raw, parseJson);
}

function parsed(raw: RawRecord, parse: (text: string) => unknown): Parsed {
  if (raw.cut) return { problem: 'the file ends in the middle of it: get the file again, it may be cut off' };
  if (!raw.bytes)
    return { problem: `is larger than ${MAX_RECORD_BYTES / 1_000_000} MB: shorten or split it` };
  const text = decodeUtf8(raw.bytes);
  if (text === undefined) return { problem: 'is not UTF-8: save the file as UTF-8 and import it again' };
  try {
    const value = parse(text) as Json;
    if (isDeeper(value, MAX_RECORD_DEPTH)) {
      return { problem: `is nested more than ${MAX_RECORD_DEPTH} levels deep: flatten it` };
    }
    return { value };
  } catch {
    return { problem: 'is not valid JSON' };
  }
}

/** Level by level, since recursion is what a hostile depth would break. */
function isDeeper(value: Json, limit: number): boolean {
  let level: Json[] = [value];
  for (let depth = 0; depth <= limit; depth += 1) {
    level = level.flatMap((item): Json[] =>
      isJsonObject(item) || Array.isArray(item) ? Object.values(item) : [],
    );
    if (level.length === 0) return false;
  }
  return true;
}
