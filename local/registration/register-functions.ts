import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { EngineError } from '../../core/errors.ts';
import { type FreezeDeps, freezeBundle } from '../../core/manage/freeze-bundle.ts';
import { functionNames, register } from '../../core/manage/register.ts';
import type { CatalogueEntry } from '../../core/model/catalogue-entry.ts';
import type { Json } from '../../core/model/json.ts';
import type { FunctionCatalogue } from '../../core/ports.ts';
import type { RegisteredFunction, Registry } from '../../functions-registry/registry.ts';
import { reasonOf } from '../failure-reason.ts';
import { LOCAL_PREFIX, qualifierOf } from './lambdas-of.ts';

/** What registering functions takes. */
export interface Registrar extends FreezeDeps {
  readonly lambda: LambdaClient;
  readonly catalogue: FunctionCatalogue;
}

/**
 * Brings the catalogue up to date with the registry, asking each function for its configuration and, to spare its
 * runs the call, for its bundle. A function that cannot be registered is unavailable, and delays no other.
 *
 * @returns one line about each function that could not be registered
 */
export async function registerFunctions(
  registry: Registry,
  registrar: Registrar,
): Promise<readonly string[]> {
  const { catalogue } = registrar;
  const published = await Promise.allSettled(registry.functions.map((one) => entryOf(one, registrar)));
  const entries = published.flatMap((one) => (one.status === 'fulfilled' ? one.value : []));
  const registered = new Set<string>();
  // Only now: none of these calls may keep a configuration waiting.
  const stored = await Promise.allSettled(
    entries.map(async (entry) => {
      await catalogue.put({ ...entry, frozenBundle: await freezeBundle(registrar, entry) });
      registered.add(entry.id);
    }),
  );
  for (const entry of await catalogue.all()) {
    if (entry.available && !registered.has(entry.id)) await catalogue.put({ ...entry, available: false });
  }
  const failed = [...published, ...stored].filter((one) => one.status === 'rejected');
  return failed.map(({ reason }) => (reason as Error).message);
}

async function entryOf(one: RegisteredFunction, registrar: Registrar): Promise<CatalogueEntry> {
  const { manifest, codeHash, outputSchema, feed } = one;
  const { lambda, catalogue } = registrar;
  const qualifier = qualifierOf(codeHash);
  const name = functionNames(LOCAL_PREFIX, manifest.id).configuration;
  const published = await askForConfiguration(lambda, name, qualifier);
  const recalledVersions = (await catalogue.find(manifest.id))?.recalledVersions;
  const code = { manifest, codeHash, outputSchema, feed, qualifier, prefix: LOCAL_PREFIX };
  return register({ ...code, published, recalledVersions });
}

/** The call takes the JSON string `""`, as functions expect since the reference implementation. */
async function askForConfiguration(lambda: LambdaClient, name: string, qualifier: string): Promise<Json> {
  const call = new InvokeCommand({ FunctionName: name, Qualifier: qualifier, Payload: '""' });
  const { Payload, FunctionError } = await lambda.send(call).catch((error: unknown) => {
    throw new EngineError(`${name} could not be called: ${reasonOf(error).message}`);
  });
  const answer = Payload?.transformToString() ?? 'null';
  // No person's data is in here yet, so its developer may read what went wrong.
  if (FunctionError) throw new EngineError(`${name} failed: ${answer}`);
  try {
    return JSON.parse(answer);
  } catch {
    throw new EngineError(
      `${name} answered with something other than JSON: ${JSON.stringify(answer.slice(0, 80))}`,
    );
  }
}
