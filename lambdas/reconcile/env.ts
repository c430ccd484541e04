import * as z from 'zod/mini';

/** What the stack must set for reconcile; a missing name does not compile there. */
export const reconcileEnvSchema = z.object({
  STATUS_TABLE: z.string(),
  EXECUTIONS_QUEUE_URL: z.string(),
  ENGINE_KEY_SECRET_ID: z.string(),
});
export type ReconcileEnv = z.infer<typeof reconcileEnvSchema>;
