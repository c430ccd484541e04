import { InvalidInput } from '../errors.ts';
import { isBundleInScope } from '../execute/scope-check.ts';
import { type RegisteredVersion, registeredVersionSchema } from '../model/catalogue-entry.ts';
import { bundleEndpoints } from '../model/data-bundle.ts';
import type { FeedMapping, FunctionFeed } from '../model/feed-mapping.ts';
import { previewedFeed } from '../model/feed-path.ts';
import { type FunctionConfiguration, functionConfigurationSchema } from '../model/function-configuration.ts';
import type { Json } from '../model/json.ts';
import type { Manifest } from '../model/manifest.ts';
import type { Scope } from '../model/scope.ts';

/** Lambda names of a function's three calls, as published functions expect them. */
export function functionNames(prefix: string, id: string) {
  return {
    process: `${prefix}-${id}`,
    configuration: `${prefix}-${id}-configuration`,
    bundle: `${prefix}-${id}-bundle`,
  };
}

export interface Registration {
  readonly manifest: Manifest;
  readonly codeHash: string;
  readonly outputSchema?: Json | undefined;
  /** How its records are shown in their owners' feeds. */
  readonly feed?: FeedMapping | undefined;
  /** What the configuration call answered. */
  readonly published: Json;
  readonly prefix: string;
  /** Immutable versions that hold the approved code. */
  readonly qualifiers: Readonly<Record<'process' | 'bundle', string>>;
}

/**
 * Makes a registered version of what a manifest allows and a function publishes.
 *
 * @throws InvalidInput listing everything in which the two disagree
 */
export function register(registration: Registration): RegisteredVersion {
  const { manifest, codeHash, outputSchema, prefix, qualifiers } = registration;
  const subject = `Function ${manifest.id}`;
  const configuration = readPublished(subject, registration.published);
  const scope = scopeOf(manifest, configuration);
  const feed = registration.feed && feedOf(registration.feed, configuration);
  const problems = [
    ...disagreements(manifest, configuration, scope),
    ...(typeof feed === 'string' ? [feed] : []),
  ];
  if (problems.length > 0) throw new InvalidInput(subject, problems);
  const names = functionNames(prefix, manifest.id);
  return registeredVersionSchema.parse({
    id: manifest.id,
    version: manifest.version,
    configuration,
    scope,
    codeHash,
    process: { functionName: names.process, qualifier: qualifiers.process },
    bundle: { functionName: names.bundle, qualifier: qualifiers.bundle },
    timeout: manifest.timeout,
    maxRecords: manifest.maxRecords,
    runOnEmpty: manifest.runOnEmpty,
    outputSchema,
    feed,
    available: configuration.status.available,
  });
}

function readPublished(subject: string, published: Json): FunctionConfiguration {
  const read = functionConfigurationSchema.safeParse(published);
  if (read.success) return read.data;
  const problems = read.error.issues.map(
    ({ path, message }) => `configuration.${path.join('.')}: ${message}`,
  );
  throw new InvalidInput(subject, problems);
}

/** Without `reads` a function may read what its published bundle asks for, whole records of it. */
function scopeOf(manifest: Manifest, { dataBundle }: FunctionConfiguration): Scope {
  const { namespace, endpoint, allowSubpaths } = manifest;
  const reads = manifest.reads ?? bundleEndpoints(dataBundle.bundle).map((read) => ({ endpoint: read }));
  return { reads, namespace, endpoint, allowSubpaths };
}

function disagreements(manifest: Manifest, configuration: FunctionConfiguration, scope: Scope): string[] {
  const problems: string[] = [];
  if (configuration.id !== manifest.id) {
    problems.push(
      `configuration.id is "${configuration.id}", function.json says "${manifest.id}": make them equal`,
    );
  }
  if (configuration.info.version !== manifest.version) {
    const published = configuration.info.version;
    problems.push(
      `configuration.info.version is ${published}, function.json says ${manifest.version}: make them equal`,
    );
  }
  if (!isBundleInScope(configuration.dataBundle.bundle, scope)) {
    problems.push(
      'configuration.dataBundle asks for more than "reads" in function.json allows: widen one or narrow the other',
    );
  }
  return problems;
}

/** @returns the feed, or why nobody could ask for it */
function feedOf(mapping: FeedMapping, { info }: FunctionConfiguration): FunctionFeed | string {
  const previewed = previewedFeed(info.dataPreviewEndpoint);
  const path = mapping.path ?? previewed;
  if (path === undefined)
    return 'its feed has no path: publish info.dataPreviewEndpoint as "/she/feed/<path>", or put "path" in the file that "feed" names';
  if (previewed !== undefined && previewed !== path)
    return `configuration.info.dataPreviewEndpoint shows the feed "${previewed}", the file that "feed" names has the path "${path}": make them equal`;
  return { path, mapping };
}
