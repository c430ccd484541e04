import { AjvOutputSchemas } from '../../adapters/json-schema/output-schemas.ts';
import { ExecutionFailure } from '../../core/errors.ts';
import { type CheckedRecord, checkResult } from '../../core/execute/result-check.ts';
import type { CatalogueEntry } from '../../core/model/catalogue-entry.ts';
import type { ErrorCode } from '../../core/model/error-code.ts';
import type { Json } from '../../core/model/json.ts';
import { anEntry } from './builders.ts';

const schemas = new AjvOutputSchemas();

/** One response of a function's answer, in the place `anEntry` registers. */
export const aResponse = (data: readonly Json[], change: { readonly [key: string]: Json } = {}): Json => ({
  namespace: 'coach',
  endpoint: 'insights/hydration',
  data,
  linkedRecords: [],
  ...change,
});

/** What is to be written of an answer. */
export const checked = (
  answer: Json,
  entry: Partial<CatalogueEntry> = {},
): Promise<readonly CheckedRecord[]> => checkResult(answer, anEntry(entry), schemas);

/** The code an answer is refused with, if it is. */
export async function refusal(
  answer: Json,
  entry: Partial<CatalogueEntry> = {},
): Promise<ErrorCode | undefined> {
  try {
    await checked(answer, entry);
  } catch (error) {
    if (error instanceof ExecutionFailure) return error.code;
    throw error;
  }
  return undefined;
}
