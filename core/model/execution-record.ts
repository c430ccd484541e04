import * as z from 'zod/mini';
import { dateTimeSchema } from './date-time.ts';
import { ERROR_CODES } from './error-code.ts';
import { functionIdSchema, pdaNameSchema, versionSchema } from './names.ts';

const countSchema = z.int().check(z.nonnegative());

/** What an attempt has read, set aside as too large, and written; bytes are those of the serialised JSON. */
export const countsSchema = z.object({
  parts: countSchema,
  recordsIn: countSchema,
  recordsOut: countSchema,
  bytesIn: countSchema,
  bytesOut: countSchema,
  setAside: countSchema,
});
export type Counts = z.infer<typeof countsSchema>;

export const NO_COUNTS: Counts = {
  parts: 0,
  recordsIn: 0,
  recordsOut: 0,
  bytesIn: 0,
  bytesOut: 0,
  setAside: 0,
};

/** What the owner sees of one execution: sizes, times and a code; never data. `durationMs` counts from `startedAt`. */
export const executionRecordSchema = z.object({
  executionId: z.uuid(),
  pda: pdaNameSchema,
  functionId: functionIdSchema,
  version: versionSchema,
  codeHash: z.string(),
  trigger: z.enum(['event', 'manual', 'reconcile']),
  status: z.enum(['running', 'succeeded', 'empty', 'failed', 'refused', 'cancelled']),
  startedAt: dateTimeSchema,
  finishedAt: z.optional(dateTimeSchema),
  ...countsSchema.shape,
  durationMs: countSchema,
  sealed: z.boolean(),
  errorCode: z.optional(z.enum(ERROR_CODES)),
});
export type ExecutionRecord = z.infer<typeof executionRecordSchema>;

/** Whether the execution did what it was to do, if only to find nothing new. */
export function isSuccess({ status }: Pick<ExecutionRecord, 'status'>): boolean {
  return status === 'succeeded' || status === 'empty';
}
