import { loadRegistry } from '../functions-registry/load-registry.ts';
import type { RegisteredFunction } from '../functions-registry/registry.ts';
import type { StageConfig } from './config/stage-config.ts';
import { DeploymentInvalid } from './deployment-invalid.ts';

/**
 * Loads the canary's function, from a registry of its own.
 *
 * @param functions the owners', which share names of Lambdas with it
 * @returns none where the stage has no canary
 * @throws DeploymentInvalid, RegistryInvalid
 */
export async function loadCanary(
  directory: string,
  { canary }: Pick<StageConfig, 'canary'>,
  functions: readonly Pick<RegisteredFunction, 'manifest'>[],
): Promise<readonly RegisteredFunction[]> {
  if (!canary) return [];
  const loaded = await loadRegistry(directory, { build: true });
  const ids = loaded.functions.map(({ manifest }) => manifest.id);
  const taken = functions.find(({ manifest }) => ids.includes(manifest.id));
  if (!taken) return loaded.functions;
  throw new DeploymentInvalid(
    `The function ${taken.manifest.id} is called like that of the canary, and so would be their Lambdas: give it another id, ` +
      'or set "canary": false in the configuration of the stage',
  );
}
