import { DeploymentInvalid } from '../deployment-invalid.ts';
import type { StageConfig } from './stage-config.ts';

/** Ids that begin alike are close to each other. */
const ALIKE = 3;

/**
 * Refuses rollouts of functions that are not in the registry: a misspelt one would be released to everybody.
 * @param stage its name
 * @throws DeploymentInvalid
 */
export function knownRollouts(
  { rollouts }: Pick<StageConfig, 'rollouts'>,
  ids: readonly string[],
  stage: unknown,
): void {
  const unknown = Object.keys(rollouts).filter((id) => !ids.includes(id));
  if (unknown.length === 0) return;
  const problems = unknown.map((id) => {
    const close = ids.filter((known) => known.slice(0, ALIKE) === id.slice(0, ALIKE));
    const others = close.length > 0 ? close : ids;
    return `  $.rollouts[${JSON.stringify(id)}]: the registry has no such function, but ${others.join(', ') || 'none at all'}`;
  });
  throw new DeploymentInvalid(
    [`config/${stage}.json cannot be used. Correct these ids, or remove them:`, ...problems].join('\n'),
  );
}
