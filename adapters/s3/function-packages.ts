import { createHash } from 'node:crypto';
import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import * as z from 'zod/mini';
import { EngineError } from '../../core/errors.ts';
import { type FunctionPackage, functionPackageSchema } from '../../core/model/function-package.ts';
import type { FunctionPackages, PackagesPlace } from '../../core/registration-ports.ts';

const packagesSchema = z.array(functionPackageSchema);

/** What deployments publish beside the code of functions, in the bucket of their assets. */
export class S3FunctionPackages implements FunctionPackages {
  readonly #client: S3Client;

  constructor(client: S3Client) {
    this.#client = client;
  }

  async read({ bucket, key, hash }: PackagesPlace): Promise<readonly FunctionPackage[]> {
    const where = `s3://${bucket}/${key}`;
    const object = new GetObjectCommand({ Bucket: bucket, Key: key });
    const { Body } = await this.#client.send(object).catch((error: unknown) => {
      const { name, message } = error as Error;
      throw new EngineError(`${where} could not be read: ${name}: ${message}`);
    });
    const bytes = (await Body?.transformToByteArray()) ?? new Uint8Array();
    const found = createHash('sha256').update(bytes).digest('hex');
    if (found !== hash)
      throw new EngineError(`${where} is not what was deployed: its SHA-256 is ${found}, not ${hash}`);
    return packagesSchema.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
  }
}
