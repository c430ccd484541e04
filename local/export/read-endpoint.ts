import type { EngineClient } from '../http/engine-client.ts';
import { EngineRequestFailed } from '../http/engine-request-failed.ts';
import { ArraySplitter } from '../import/array-splitter.ts';
import type { RawRecord } from '../import/raw-record.ts';

/** More than one record can have; beyond it, the reply is none of a PDA's. */
const MAX_RECORD_BYTES = 64 * 2 ** 20;
/** The largest number that PDAs take. */
const ALL = 999_999_999;

/**
 * The records of an endpoint in the order they were stored in, some at a time, as fast as they are taken.
 * @throws EngineRequestFailed also when the reply ends too early
 */
export async function* readEndpoint(
  client: EngineClient,
  endpoint: string,
): AsyncGenerator<readonly RawRecord[]> {
  const splitter = new ArraySplitter(MAX_RECORD_BYTES);
  const path = endpoint.includes('/') ? endpoint : `${endpoint}/`;
  for await (const chunk of client.stream(`/api/v2.6/data/${path}?take=${ALL}`)) {
    const records = splitter.push(chunk);
    if (records.length > 0) yield records;
  }
  const rest = splitter.end();
  if (rest.length > 0) throw unreadable(endpoint, 'ends too early');
}

/** The reply for `endpoint` is not what it should be. */
export function unreadable(endpoint: string, what: string): EngineRequestFailed {
  return new EngineRequestFailed({
    message: `Could not read ${endpoint}`,
    cause: `the answer ${what}`,
    remedy: 'try again, and check --url',
  });
}
