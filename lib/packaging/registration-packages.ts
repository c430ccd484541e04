import { existsSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Location } from 'aws-cdk-lib/aws-s3';
import { FileAssetPackaging, Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { FunctionPackage } from '../../core/model/function-package.ts';
import type { RegisteredFunction } from '../../functions-registry/registry.ts';
import { sha256 } from '../../functions-registry/zip-package.ts';

/** What one functions stack tells the registrar of its functions: too much for a request, so it is an asset. */
export class RegistrationPackages {
  /** SHA-256, hex. */
  readonly hash: string;
  /** JSON. */
  readonly text: string;

  constructor(functions: readonly RegisteredFunction[]) {
    this.text = JSON.stringify(functions.map(packageOf));
    this.hash = sha256(this.text);
  }

  /** Lays it where `locate` expects it. */
  async write(outdir: string): Promise<void> {
    const target = join(outdir, this.fileName);
    if (existsSync(target)) return;
    await mkdir(outdir, { recursive: true });
    await writeFile(`${target}.part`, this.text);
    await rename(`${target}.part`, target);
  }

  /** Where it will lie once it is published. */
  locate(scope: Construct): Location {
    return Stack.of(scope).synthesizer.addFileAsset({
      fileName: this.fileName,
      packaging: FileAssetPackaging.FILE,
      sourceHash: this.hash,
    });
  }

  private get fileName(): string {
    return `asset.${this.hash}.json`;
  }
}

function packageOf({ manifest, codeHash, outputSchema, feed }: RegisteredFunction): FunctionPackage {
  return { manifest, codeHash, outputSchema, feed };
}
