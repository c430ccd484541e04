import * as z from 'zod/mini';
import { ENGLISH } from '../../../core/model/english.ts';
import type { Json } from '../../../core/model/json.ts';
import { EvaluationError } from '../query/evaluation-error.ts';
import { describe } from './json-body.ts';

/**
 * A query as it was registered.
 * @throws EvaluationError for one that an earlier version took and that is not read any more
 */
export function storedQuery<T>(schema: z.ZodMiniType<T>, stored: Json): T {
  const read = z.safeParse(schema, stored, ENGLISH);
  if (read.success) return read.data;
  throw new EvaluationError(`It must be registered anew: ${describe(read.error)}`);
}
