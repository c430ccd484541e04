import * as z from 'zod/mini';

/** What the stack must set for the management API; a missing name does not compile there. */
export const apiEnvSchema = z.object({
  CATALOGUE_TABLE: z.string(),
  STATUS_TABLE: z.string(),
  EXECUTIONS_TABLE: z.string(),
  PDAS_TABLE: z.string(),
  PDA_TOKENS_KEY_ID: z.string(),
  EXECUTIONS_QUEUE_URL: z.string(),
  DATA_EVENTS_QUEUE_URL: z.string(),
  ENGINE_KEY_SECRET_ID: z.string(),
});
export type ApiEnv = z.infer<typeof apiEnvSchema>;
