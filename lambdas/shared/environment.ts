import type * as z from 'zod/mini';
import { InvalidInput } from '../../core/errors.ts';

/**
 * Reads an entry point's environment, once, at start.
 * @throws InvalidInput that lists every variable that is missing
 */
export function readEnvironment<T extends z.ZodMiniType>(
  schema: T,
  variables: NodeJS.ProcessEnv,
): z.output<T> {
  const read = schema.safeParse(variables);
  if (read.success) return read.data;
  const problems = read.error.issues.map(
    (issue) => `${issue.path.join('.')} is not set: deploy the stack again`,
  );
  throw new InvalidInput('Environment variables', problems);
}
