import { Buffer } from 'node:buffer';
import * as z from 'zod/mini';
import type { EngineClient } from '../http/engine-client.ts';
import { EngineRequestFailed } from '../http/engine-request-failed.ts';
import { ArraySplitter } from '../import/array-splitter.ts';
import { decodeUtf8, type RawRecord } from '../import/raw-record.ts';

/** More than one record can have; beyond it, the reply is none of a PDA's. */
const MAX_RECORD_BYTES = 64 * 2 ** 20;
/** The largest number that PDAs take. */
const ALL = 999_999_999;

const LINE_END = Buffer.from('\n');
const LINE_BREAKS = [0x0a, 0x0d];
const SPACE = 0x20;

const recordSchema = z.object({ endpoint: z.string(), data: z.unknown() });

/** Some lines of an export. */
export interface Lines {
  readonly bytes: Buffer;
  readonly records: number;
}

/**
 * The records of an endpoint in the order they were stored in, a line each, as the PDA sends them and as fast as the
 * lines are taken.
 * @throws EngineRequestFailed also when the reply ends too early or is not what it should be
 */
export async function* exportLines(client: EngineClient, endpoint: string): AsyncGenerator<Lines> {
  const splitter = new ArraySplitter(MAX_RECORD_BYTES);
  const path = endpoint.includes('/') ? endpoint : `${endpoint}/`;
  for await (const chunk of client.stream(`/api/v2.6/data/${path}?take=${ALL}`)) {
    const records = splitter.push(chunk);
    if (records.length > 0) yield linesOf(records, endpoint);
  }
  const rest = splitter.end();
  if (rest.length > 0) throw unreadable(endpoint, 'ends too early');
}

function linesOf(records: readonly RawRecord[], endpoint: string): Lines {
  const lines = records.flatMap((raw) => [lineOf(raw, endpoint), LINE_END]);
  return { bytes: Buffer.concat(lines), records: records.length };
}

/** The record's own bytes, so that not even the digits of a number change. */
function lineOf({ bytes }: RawRecord, endpoint: string): Uint8Array {
  if (!bytes || !isRecord(bytes)) throw unreadable(endpoint, 'holds something that is no record');
  if (!LINE_BREAKS.some((byte) => bytes.includes(byte))) return bytes;
  // They stand between tokens: inside a text JSON has none.
  return bytes.map((byte) => (LINE_BREAKS.includes(byte) ? SPACE : byte));
}

function isRecord(bytes: Uint8Array): boolean {
  try {
    return recordSchema.safeParse(JSON.parse(decodeUtf8(bytes) ?? '')).success;
  } catch {
    return false;
  }
}

function unreadable(endpoint: string, what: string): EngineRequestFailed {
  return new EngineRequestFailed({
    message: `Could not read ${endpoint}`,
    cause: `the answer ${what}`,
    remedy: 'try again, and check --url',
  });
}
