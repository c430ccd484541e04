import * as z from 'zod/mini';

/** What the stack must set for the dispatcher; a missing name does not compile there. */
export const dispatcherEnvSchema = z.object({
  CATALOGUE_TABLE: z.string(),
  STATUS_TABLE: z.string(),
  EXECUTIONS_QUEUE_URL: z.string(),
  DATA_EVENTS_DLQ_URL: z.string(),
  ENGINE_KEY_SECRET_ID: z.string(),
});
export type DispatcherEnv = z.infer<typeof dispatcherEnvSchema>;
