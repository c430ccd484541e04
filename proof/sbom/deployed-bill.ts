import type { RegisteredFunction } from '../../functions-registry/registry.ts';
import type { LambdaBundle } from '../../lib/packaging/bundle-lambdas.ts';
import { type LockedPackage, nameOf } from '../supply/packages.ts';
import type { Bill } from './bill.ts';

export interface Deployed {
  /** The engine's own Lambdas, by name. */
  readonly bundles: Readonly<Record<string, Pick<LambdaBundle, 'hash' | 'inputs'>>>;
  readonly functions: readonly RegisteredFunction[];
  readonly packages: readonly LockedPackage[];
}

/** What is deployed: each Lambda of the engine with the packages inside it, and each function's package. */
export function deployedBill({ bundles, functions, packages }: Deployed): Bill {
  const lambdas = Object.entries(bundles).map(([name, { hash, inputs }]) => ({
    ...application(`lambda:${name}`, name, hash),
    components: packagesOf(inputs, packages).map(library),
  }));
  const owned = functions.map(({ manifest, codeHash }) => ({
    ...application(`function:${manifest.id}`, manifest.id, codeHash),
    version: manifest.version,
    properties: [
      { name: 'she:runtime', value: manifest.runtime },
      { name: 'she:architecture', value: manifest.architecture },
    ],
  }));
  return {
    ...{ bomFormat: 'CycloneDX', specVersion: '1.5', version: 1 },
    metadata: { component: { type: 'application', 'bom-ref': 'smart-hat-engine', name: 'smart-hat-engine' } },
    components: [...lambdas, ...owned],
    dependencies: [],
  };
}

/** The packages that files of a bundle come from, by path; each once. */
export function packagesOf(
  inputs: readonly string[],
  packages: readonly LockedPackage[],
): readonly LockedPackage[] {
  const paths = new Set(inputs.flatMap((input) => packagePath(input) ?? []));
  return packages.filter(({ path }) => paths.has(path));
}

/** `node_modules/a/node_modules/@b/c/index.js` → `node_modules/a/node_modules/@b/c` */
export function packagePath(input: string): string | undefined {
  const end = input.lastIndexOf('node_modules/');
  return end === -1 ? undefined : `${input.slice(0, end)}node_modules/${nameOf(input)}`;
}

function application(ref: string, name: string, hash: string) {
  return { type: 'application', 'bom-ref': ref, name, hashes: [{ alg: 'SHA-256', content: hash }] };
}

function library({ name, version = '', license }: LockedPackage) {
  const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
  return {
    type: 'library',
    name,
    version,
    purl,
    ...(license ? { licenses: [{ expression: license }] } : {}),
  };
}
