import { InvalidInput } from '../errors.ts';
import type { RegisteredVersion } from '../model/catalogue-entry.ts';
import type { ReleaseStore } from '../ports.ts';
import type { RegistrationStore } from '../registration-ports.ts';
import { claim, fencedReleases, settle } from './claim-registration.ts';
import {
  type DeployedFunction,
  type Preparation,
  type PrepareDeps,
  prepareVersions,
} from './prepare-versions.ts';
import { releaseAll } from './release-all.ts';

export interface RegisterDeps extends PrepareDeps {
  readonly releases: Pick<ReleaseStore, 'find' | 'replace'>;
  readonly registrations: RegistrationStore;
}

/** What a functions stack wants to be registered: all of its functions, none when it goes. */
export interface RegistrationRequest extends Preparation {
  readonly stack: string;
  /** The same when the request comes again. */
  readonly requestId: string;
  readonly functions: readonly FunctionToRegister[];
  /** Ids of those that the stack had before, as far as the request knows. */
  readonly formerly?: readonly string[] | undefined;
  /** A PDA: nobody else sees or runs the functions. */
  readonly onlyFor?: string | undefined;
}

export interface FunctionToRegister extends DeployedFunction {
  /** Share of all PDAs that get a new version, 1 to 100. */
  readonly percentage: number;
}

export interface Registered {
  readonly versions: readonly RegisteredVersion[];
  /** Ids of functions that the stack deploys no more. */
  readonly withdrawn: readonly string[];
}

/**
 * Brings the catalogue up to date with one functions stack, or changes nothing. Asked the same again it does the same
 * again; a request that comes after a later one of its stack changes nothing, so that a roll-back has the last word.
 *
 * @throws InvalidInput that tells of each function which cannot be registered
 * @throws RegistrationSuperseded
 */
export async function registerFunctions(
  deps: RegisterDeps,
  request: RegistrationRequest,
): Promise<Registered> {
  const { stack, requestId, functions, until, onlyFor } = request;
  const functionIds = functions.map((one) => one.package.manifest.id);
  const wanted = { stack, requestId, functionIds };
  const { formerly = [] } = request;
  const known = [...functionIds, ...formerly];
  const registration = await claim(deps.registrations, { ...wanted, functionIds: known });
  const { versions, problems } = await prepareVersions(deps, functions, request);
  const late =
    deps.now() >= until ? ['there was no time left to store what was registered: deploy again'] : [];
  if (problems.length + late.length > 0) throw new InvalidInput(stack, [...problems, ...late]);
  const shares = new Map(functions.map((one) => [one.package.manifest.id, one.percentage]));
  const withdrawn = await releaseAll(fencedReleases(deps.releases, deps.registrations, wanted), {
    releases: versions.map((entry) => ({
      ...{ entry, registeredBy: stack, onlyFor },
      percentage: shares.get(entry.id) ?? 100,
    })),
    withdrawn: registration.functions.filter((id) => !functionIds.includes(id)),
    registeredBy: stack,
    now: deps.now(),
  });
  await settle(deps.registrations, wanted);
  return { versions, withdrawn };
}
