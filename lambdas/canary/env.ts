import * as z from 'zod/mini';

/** What the stack must set for the canary's beat; a missing name does not compile there. */
export const canaryEnvSchema = z.object({
  CANARY_TABLE: z.string(),
  /** Address of the canary's PDA; its host is the PDA's name. */
  CANARY_PDA_URL: z.url(),
  /** Signs the PDA's tokens. */
  CANARY_KEY_ID: z.string(),
  /** Address of the management API, without a path. */
  MANAGEMENT_API_URL: z.url(),
  PDAS_TABLE: z.string(),
  PDA_TOKENS_KEY_ID: z.string(),
});
export type CanaryEnv = z.infer<typeof canaryEnvSchema>;
