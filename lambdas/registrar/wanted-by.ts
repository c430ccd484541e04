import { InvalidInput } from '../../core/errors.ts';
import type { RegistrationRequest } from '../../core/manage/register-functions.ts';
import type { FunctionPackages } from '../../core/registration-ports.ts';
import { type RegistrationProperties, registrationPropertiesSchema } from './request.ts';

/**
 * What a functions stack wants to be registered.
 *
 * @param properties those of its registration
 * @throws InvalidInput when they cannot be read, EngineError when their packages cannot
 */
export async function wantedBy(
  properties: unknown,
  packages: FunctionPackages,
): Promise<Pick<RegistrationRequest, 'functions' | 'onlyFor'>> {
  const { Packages, Functions, OnlyFor: onlyFor } = readProperties(properties);
  const { Bucket: bucket, Key: key, Hash: hash } = Packages;
  const known = new Map((await packages.read({ bucket, key, hash })).map((one) => [one.manifest.id, one]));
  const unknown = Object.keys(Functions).filter((id) => !known.has(id));
  if (unknown.length > 0)
    throw new InvalidInput(
      'Registration',
      unknown.map((id) => `Function ${id} is not in ${key}: synthesise and deploy again`),
    );
  const functions = [...known.values()].flatMap((code) => {
    const deployed = Functions[code.manifest.id];
    if (!deployed) return [];
    const { Process: process, Bundle: bundle, Configuration: configuration, Percentage } = deployed;
    return [{ package: code, qualifiers: { process, bundle, configuration }, percentage: Percentage }];
  });
  return { functions, onlyFor };
}

function readProperties(properties: unknown): RegistrationProperties {
  const read = registrationPropertiesSchema.safeParse(properties);
  if (read.success) return read.data;
  throw new InvalidInput(
    'Registration',
    read.error.issues.map(({ path, message }) => `ResourceProperties.${path.join('.')}: ${message}`),
  );
}
