import * as z from 'zod/mini';

const wholeSchema = z.pipe(z.string().check(z.regex(/^[1-9]\d{0,3}$/)), z.transform(Number));

/** What the stack must set for the executor; a missing name does not compile there. */
export const executorEnvSchema = z.object({
  CATALOGUE_TABLE: z.string(),
  STATUS_TABLE: z.string(),
  EXECUTIONS_TABLE: z.string(),
  PDAS_TABLE: z.string(),
  PDA_TOKENS_KEY_ID: z.string(),
  SLOTS_TABLE: z.string(),
  EXECUTIONS_QUEUE_URL: z.string(),
  EXECUTIONS_DLQ_URL: z.string(),
  EVENT_BUS_NAME: z.string(),
  ENGINE_KEY_SECRET_ID: z.string(),
  TENANT_KEY_SECRET_ID: z.string(),
  /** Most runs of one function that are at work at a time, over all PDAs. */
  IN_FLIGHT_PER_FUNCTION: wholeSchema,
  /** For which a record of a run is kept after its end. */
  EXECUTION_RECORDS_DAYS: wholeSchema,
});
export type ExecutorEnv = z.infer<typeof executorEnvSchema>;
