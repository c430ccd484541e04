import { type Problem, RegistryInvalid } from '../../functions-registry/registry-invalid.ts';

/** The problems an action is refused for; fails when it is not refused. */
export async function problemsOf(action: Promise<unknown>): Promise<readonly Problem[]> {
  const outcome: unknown = await action.catch((error: unknown) => error);
  if (outcome instanceof RegistryInvalid) return outcome.problems;
  throw new Error('expected the registry to be refused', { cause: outcome });
}
