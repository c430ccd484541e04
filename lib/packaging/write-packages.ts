import { existsSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RegisteredFunction } from '../../functions-registry/registry.ts';
import { sha256, zipPackage } from '../../functions-registry/zip-package.ts';
import { DeploymentInvalid } from '../deployment-invalid.ts';
import { zipName } from './outdir-code.ts';

/**
 * Lays each function's zip where `OutdirCode.zip` expects it. One that lies there already is kept: its name is its
 * hash, and a deployment publishes no version whose bytes have another one.
 * @throws DeploymentInvalid when a function's files changed since the registry was loaded
 */
export async function writePackages(
  outdir: string,
  functions: readonly Pick<RegisteredFunction, 'manifest' | 'files' | 'codeHash'>[],
): Promise<void> {
  await mkdir(outdir, { recursive: true });
  for (const { manifest, files, codeHash } of functions) {
    const target = join(outdir, zipName(codeHash));
    if (existsSync(target)) continue;
    const zip = await zipPackage(files);
    if (sha256(zip) !== codeHash)
      throw new DeploymentInvalid(
        `${manifest.id}: its files changed while the app was synthesised; run it again`,
      );
    await writeFile(`${target}.part`, zip);
    await rename(`${target}.part`, target);
  }
}
