import * as z from 'zod/mini';
import { functionIdSchema, pdaNameSchema } from './names.ts';

/** A hint that a function may have work on a PDA; the status item decides whether it has. */
export const executionRequestSchema = z.object({
  pda: pdaNameSchema,
  functionId: functionIdSchema,
  trigger: z.enum(['event', 'manual', 'reconcile']),
  /**
   * How many requests the executor has sent to its own queue, one after the other, until this one; waits for a slot do
   * not count.
   */
  hops: z.optional(z.int().check(z.nonnegative())),
});
export type ExecutionRequest = z.infer<typeof executionRequestSchema>;
