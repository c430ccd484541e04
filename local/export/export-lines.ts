import { Buffer } from 'node:buffer';
import * as z from 'zod/mini';
import type { EngineClient } from '../http/engine-client.ts';
import { decodeUtf8, type RawRecord } from '../import/raw-record.ts';
import { readEndpoint, unreadable } from './read-endpoint.ts';

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
 * The records of an endpoint in the order they were stored in, a line each, as the PDA sends them.
 * @throws EngineRequestFailed also when the reply ends too early or is not what it should be
 */
export async function* exportLines(client: EngineClient, endpoint: string): AsyncGenerator<Lines> {
  for await (const records of readEndpoint(client, endpoint)) {
    const lines = records.flatMap((raw) => [lineOf(raw, endpoint), LINE_END]);
    yield { bytes: Buffer.concat(lines), records: records.length };
  }
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
