import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sha256, zipPackage } from '../../../functions-registry/zip-package.ts';
import type { HostedFunction } from '../../../local/host/hosted-function.ts';
import { FAMILIES, type Family } from '../finding.ts';
import type { Variant } from './bed.ts';

const SOURCES = fileURLToPath(new URL('../functions', import.meta.url));
const RUNTIMES: Readonly<Record<Family, string>> = { node: 'nodejs24.x', python: 'python3.13' };

/** What each differs in; MB and seconds. */
const VARIANTS: Readonly<Record<Variant, Partial<HostedFunction>>> = {
  plain: {},
  brief: { timeout: 1 },
  other: {},
  together: { tenantIsolated: false },
  roomy: { memory: 1536 },
};

/** The hostile functions of both families, in every variant. */
export async function hostileFunctions(): Promise<readonly HostedFunction[]> {
  const families = await Promise.all(
    FAMILIES.map(async (family) => hostileFunction(family, await sourcesOf(family))),
  );
  return families.flatMap((one) =>
    Object.entries(VARIANTS).map(([variant, over]) => ({ ...one, ...over, name: `${one.name}-${variant}` })),
  );
}

async function sourcesOf(family: Family): Promise<ReadonlyMap<string, string>> {
  const folder = join(SOURCES, family);
  const names = readdirSync(folder).filter((name) => /\.(mjs|py)$/.test(name));
  return new Map(names.sort().map((name) => [name, join(folder, name)]));
}

/** @param files path inside the package → path on disk */
export async function hostileFunction(
  family: Family,
  files: ReadonlyMap<string, string>,
): Promise<HostedFunction> {
  return {
    name: family,
    qualifier: '1',
    runtime: RUNTIMES[family],
    handler: 'index.handler',
    files,
    codeHash: sha256(await zipPackage(files)),
    memory: 128,
    timeout: 20,
    ephemeralStorage: 16,
    tenantIsolated: true,
  };
}
