import { setTimeout as sleep } from 'node:timers/promises';
import type { LambdaClient } from '@aws-sdk/client-lambda';
import { LambdaConfigurationCalls } from '../../adapters/lambda/configuration-calls.ts';
import { EngineError, ExecutionFailure } from '../../core/errors.ts';
import type { FreezeDeps } from '../../core/manage/freeze-bundle.ts';
import { prepareVersions } from '../../core/manage/prepare-versions.ts';
import { release, withdraw } from '../../core/manage/release.ts';
import { updateReleases } from '../../core/manage/update-releases.ts';
import type { RegisteredVersion } from '../../core/model/catalogue-entry.ts';
import type { ReleaseStore } from '../../core/ports.ts';
import type { ConfigurationCalls } from '../../core/registration-ports.ts';
import type { RegisteredFunction, Registry } from '../../functions-registry/registry.ts';
import { reasonOf } from '../failure-reason.ts';
import { HostedVersions } from './hosted-versions.ts';
import { LOCAL_PREFIX, qualifierOf } from './lambdas-of.ts';

/** What registering functions takes. */
export interface Registrar extends FreezeDeps {
  readonly lambda: LambdaClient;
  readonly releases: ReleaseStore;
}

/** Which functions stack a function is of, where there is none. */
const LOCAL_STACK = 'local';

/**
 * Brings the catalogue up to date with the registry, as the registrar does with a functions stack: asking each
 * function for its configuration and, to spare its runs the call, for its bundle. A function that cannot be registered
 * is unavailable, and keeps no other from being registered.
 *
 * @returns one line about each function that could not be registered
 */
export async function registerFunctions(
  registry: Registry,
  registrar: Registrar,
): Promise<readonly string[]> {
  const { lambda, releases, now } = registrar;
  const deps = {
    ...registrar,
    versions: new HostedVersions(registry),
    configurations: atOnce(new LambdaConfigurationCalls(lambda)),
    sleep,
  };
  const preparation = { prefix: LOCAL_PREFIX, until: new Date(now().getTime() + LONGEST_CALL_MS) };
  const { versions, problems } = await prepareVersions(deps, registry.functions.map(deployed), preparation);
  const stored = await Promise.allSettled(versions.map((entry) => releaseToAll(releases, entry)));
  const failed = stored.filter((one) => one.status === 'rejected');
  const registered = stored.flatMap((one) => (one.status === 'fulfilled' ? one.value : []));
  for (const { functionId } of await releases.all()) {
    if (registered.includes(functionId)) continue;
    await updateReleases(releases, functionId, (before) => before && withdraw(before, now()));
  }
  return [...problems, ...failed.map(({ reason }) => reasonOf(reason).message)];
}

/** A host that is up serves whatever it can serve: nothing gets ready by waiting. */
function atOnce(calls: ConfigurationCalls): ConfigurationCalls {
  return {
    ask: (version, timeoutMs) =>
      calls.ask(version, timeoutMs).catch((error: unknown) => {
        if (!(error instanceof ExecutionFailure)) throw error;
        throw new EngineError(`${version.functionName} could not be called: ${error.code}`);
      }),
  };
}

/** As long as a manifest may let a call take. */
const LONGEST_CALL_MS = 300_000;

function deployed(one: RegisteredFunction) {
  const qualifier = qualifierOf(one.codeHash);
  const qualifiers = { process: qualifier, bundle: qualifier, configuration: qualifier };
  return { package: one, qualifiers };
}

async function releaseToAll(releases: ReleaseStore, entry: RegisteredVersion): Promise<string> {
  await updateReleases(releases, entry.id, (before) =>
    release(before, { entry, percentage: 100, registeredBy: LOCAL_STACK }),
  );
  return entry.id;
}
