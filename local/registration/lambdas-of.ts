import { functionNames } from '../../core/manage/register.ts';
import type { RegisteredFunction, Registry } from '../../functions-registry/registry.ts';
import type { HostedFunction } from '../host/hosted-function.ts';

export const LOCAL_PREFIX = 'she';

/** The immutable version of a package on this machine: named by its content. */
export function qualifierOf(codeHash: string): string {
  return `sha256-${codeHash.slice(0, 16)}`;
}

/** The three Lambdas of every registered function. Those that see data or dates are tenant-isolated. */
export function lambdasOf(registry: Registry): readonly HostedFunction[] {
  return registry.functions.flatMap((one) => [
    hosted(one, 'process', true),
    hosted(one, 'bundle', true),
    hosted(one, 'configuration', false),
  ]);
}

function hosted(
  { manifest, files, codeHash }: RegisteredFunction,
  call: 'process' | 'bundle' | 'configuration',
  tenantIsolated: boolean,
): HostedFunction {
  const { runtime, memory, timeout, ephemeralStorage } = manifest;
  return {
    name: functionNames(LOCAL_PREFIX, manifest.id)[call],
    qualifier: qualifierOf(codeHash),
    handler: manifest.handlers[call],
    ...{ runtime, memory, timeout, ephemeralStorage, files, codeHash, tenantIsolated },
  };
}
