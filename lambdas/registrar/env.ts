import * as z from 'zod/mini';

/** What the stack must set for the registrar; a missing name does not compile there. */
export const registrarEnvSchema = z.object({
  CATALOGUE_TABLE: z.string(),
  REGISTRATIONS_TABLE: z.string(),
  /** Begins the names of functions' Lambdas. */
  NAME_PREFIX: z.string(),
});
export type RegistrarEnv = z.infer<typeof registrarEnvSchema>;
