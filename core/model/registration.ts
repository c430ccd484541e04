import * as z from 'zod/mini';
import { functionIdSchema } from './names.ts';

/** What one functions stack has registered, and at whose request. */
export const registrationSchema = z.object({
  stack: z.string(),
  /** Grows by one with each stored change; a change is stored only over the revision it was decided on. */
  revision: z.int().check(z.nonnegative()),
  /** Ids of the latest requests, the last one last. */
  requests: z.array(z.string()),
  /** All that the stack may have registered and not withdrawn since. */
  functions: z.array(functionIdSchema),
});
export type Registration = z.infer<typeof registrationSchema>;
