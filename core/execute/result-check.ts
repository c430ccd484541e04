import { ExecutionFailure } from '../errors.ts';
import type { CatalogueEntry } from '../model/catalogue-entry.ts';
import { functionResponseSchema } from '../model/function-response.ts';
import { isWalkable, type Json, jsonBytes } from '../model/json.ts';
import type { Scope } from '../model/scope.ts';
import type { OutputSchemas } from '../ports.ts';
import { holdsUnsafeText } from './unsafe-text.ts';

const MOST_RECORDS = 10_000;
/** Over all records: each repeats the links of its response. */
const MOST_LINKS = 100_000;
const MOST_BYTES = 6 * 1024 * 1024;
/** Data events name the places below an endpoint that were written: a function could tell by them what it saw. */
export const MOST_PLACES = 4;
export const LONGEST_PATH = 64;

/** A record the function derived, in the place it may write to. */
export interface CheckedRecord {
  readonly endpoint: string;
  readonly data: Json;
  readonly linkedRecords: readonly string[];
}

/**
 * Judges a function's answer as a whole: one fault refuses all of it.
 *
 * @throws ExecutionFailure RESULT_INVALID, RESULT_OUT_OF_PLACE, RESULT_TOO_LARGE, RESULT_SCHEMA, RESULT_UNSAFE_TEXT
 */
export async function checkResult(
  answer: Json,
  entry: CatalogueEntry,
  schemas: OutputSchemas,
): Promise<readonly CheckedRecord[]> {
  // Before anything that recurses: a deep or full answer must not exhaust the engine's stack or memory.
  if (!isWalkable(answer)) throw new ExecutionFailure('RESULT_TOO_LARGE');
  const parsed = functionResponseSchema.safeParse(answer);
  if (!parsed.success) throw new ExecutionFailure('RESULT_INVALID');
  if (!parsed.data.every((response) => isInPlace(response, entry.scope))) {
    throw new ExecutionFailure('RESULT_OUT_OF_PLACE');
  }
  const places = new Set(parsed.data.map(({ endpoint }) => endpoint));
  if (places.size > MOST_PLACES) throw new ExecutionFailure('RESULT_OUT_OF_PLACE');
  const links = parsed.data.reduce(
    (sum, { data, linkedRecords }) => sum + data.length * linkedRecords.length,
    0,
  );
  if (links > MOST_LINKS) throw new ExecutionFailure('RESULT_TOO_LARGE');
  const records = parsed.data.flatMap(({ namespace, endpoint, data, linkedRecords }) =>
    data.map((item) => ({ endpoint: `${namespace}/${endpoint}`, data: item, linkedRecords })),
  );
  const items = records.map((record) => record.data);
  if (items.length > MOST_RECORDS || jsonBytes(items) > MOST_BYTES) {
    throw new ExecutionFailure('RESULT_TOO_LARGE');
  }
  await checkTexts(items, entry, schemas);
  return records;
}

async function checkTexts(
  items: readonly Json[],
  entry: CatalogueEntry,
  schemas: OutputSchemas,
): Promise<void> {
  const schema = entry.outputSchema;
  const verdict = schema === undefined ? undefined : await schemas.check(schema, items);
  if (verdict && !verdict.valid) throw new ExecutionFailure('RESULT_SCHEMA');
  if (holdsUnsafeText(items, verdict?.freeTexts ?? new Set()))
    throw new ExecutionFailure('RESULT_UNSAFE_TEXT');
}

/** Exactly the registered place; below it only where that was registered, and never by tricks with the path. */
function isInPlace(response: { namespace: string; endpoint: string }, scope: Scope): boolean {
  if (response.namespace !== scope.namespace) return false;
  if (response.endpoint === scope.endpoint) return true;
  if (response.endpoint.length > LONGEST_PATH) return false;
  const isCleanPath = /^[0-9a-z-]+(\/[0-9a-z-]+)*$/.test(response.endpoint);
  return scope.allowSubpaths && isCleanPath && response.endpoint.startsWith(`${scope.endpoint}/`);
}
