import * as z from 'zod/mini';

/** What the stack must set for the canary's PDA; a missing name does not compile there. */
export const canaryPdaEnvSchema = z.object({
  CANARY_TABLE: z.string(),
  /** Its own address; the host is its name. */
  CANARY_PDA_URL: z.url(),
  /** Its public part verifies the PDA's tokens. */
  CANARY_KEY_ID: z.string(),
});
export type CanaryPdaEnv = z.infer<typeof canaryPdaEnvSchema>;
