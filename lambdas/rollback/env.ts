import * as z from 'zod/mini';

/** What the stack must set for rollback; a missing name does not compile there. */
export const rollbackEnvSchema = z.object({ CATALOGUE_TABLE: z.string() });
export type RollbackEnv = z.infer<typeof rollbackEnvSchema>;
