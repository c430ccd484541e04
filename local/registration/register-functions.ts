import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { EngineError } from '../../core/errors.ts';
import { functionNames, register } from '../../core/manage/register.ts';
import type { Json } from '../../core/model/json.ts';
import type { FunctionCatalogue } from '../../core/ports.ts';
import type { RegisteredFunction, Registry } from '../../functions-registry/registry.ts';
import { reasonOf } from '../failure-reason.ts';
import { LOCAL_PREFIX, qualifierOf } from './lambdas-of.ts';

/**
 * Brings the catalogue up to date with the registry, asking each function for its configuration. A function
 * that cannot be registered is unavailable, and delays no other.
 *
 * @returns one line about each function that could not be registered
 */
export async function registerFunctions(
  registry: Registry,
  lambda: LambdaClient,
  catalogue: FunctionCatalogue,
): Promise<readonly string[]> {
  const registered = new Set<string>();
  const attempts = await Promise.allSettled(
    registry.functions.map(async (one) => {
      await registerOne(one, lambda, catalogue);
      registered.add(one.manifest.id);
    }),
  );
  for (const entry of await catalogue.all()) {
    if (entry.available && !registered.has(entry.id)) await catalogue.put({ ...entry, available: false });
  }
  const failed = attempts.filter((attempt) => attempt.status === 'rejected');
  return failed.map(({ reason }) => (reason as Error).message);
}

async function registerOne(one: RegisteredFunction, lambda: LambdaClient, catalogue: FunctionCatalogue) {
  const { manifest, codeHash, outputSchema } = one;
  const qualifier = qualifierOf(codeHash);
  const name = functionNames(LOCAL_PREFIX, manifest.id).configuration;
  const published = await askForConfiguration(lambda, name, qualifier);
  const registration = { manifest, codeHash, outputSchema, published, qualifier, prefix: LOCAL_PREFIX };
  await catalogue.put(register(registration));
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
