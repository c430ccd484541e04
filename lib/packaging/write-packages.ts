import { existsSync, mkdirSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RegisteredFunction } from '../../functions-registry/registry.ts';
import { sha256, zipPackage } from '../../functions-registry/zip-package.ts';
import { DeploymentInvalid } from '../deployment-invalid.ts';
import { zipName } from './asset-names.ts';

/**
 * Lays each function's zip where `OutdirCode.zip` expects it, unless it lies there.
 * @throws DeploymentInvalid when a function's files changed since the registry was loaded
 */
export async function writePackages(
  outdir: string,
  functions: readonly Pick<RegisteredFunction, 'manifest' | 'files' | 'codeHash'>[],
): Promise<void> {
  for (const { manifest, files, codeHash } of functions) {
    if (existsSync(join(outdir, zipName(codeHash)))) continue;
    const zip = await zipPackage(files);
    if (sha256(zip) !== codeHash)
      throw new DeploymentInvalid(
        `${manifest.id}: its files changed while the app was synthesised; run it again`,
      );
    writePackage(outdir, codeHash, zip);
  }
}

/**
 * Lays a zip where `OutdirCode.zip` expects it. One that lies there already is kept: its name is its hash, and a
 * deployment publishes no version whose bytes have another one.
 */
export function writePackage(outdir: string, codeHash: string, zip: Uint8Array): void {
  const target = join(outdir, zipName(codeHash));
  if (existsSync(target)) return;
  mkdirSync(outdir, { recursive: true });
  writeFileSync(`${target}.part`, zip);
  renameSync(`${target}.part`, target);
}

/** Bytes of the zips that lie there, by the id of their function. */
export function packageSizes(
  outdir: string,
  functions: readonly Pick<RegisteredFunction, 'manifest' | 'codeHash'>[],
): ReadonlyMap<string, number> {
  return new Map(
    functions.map(({ manifest, codeHash }) => [manifest.id, statSync(join(outdir, zipName(codeHash))).size]),
  );
}
