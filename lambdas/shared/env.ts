import * as z from 'zod/mini';

/** What every Lambda of the engine finds in its environment, besides what it asks for itself. */
export const sharedEnvSchema = z.object({
  /** Of the metrics that its log holds. */
  METRICS_NAMESPACE: z.string(),
});
export type SharedEnv = z.infer<typeof sharedEnvSchema>;
