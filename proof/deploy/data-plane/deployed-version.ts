import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import {
  type FunctionConfiguration,
  GetFunctionCommand,
  type GetFunctionCommandOutput,
  type LambdaClient,
} from '@aws-sdk/client-lambda';
import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { EngineError } from '../../../core/errors.ts';
import { unpackArchive } from '../../../functions-registry/unpack-archive.ts';

/** As Lambda has it, bytes. */
const MOST_UNPACKED = 250 * 1024 * 1024;

/** A version of a Lambda as it was deployed. */
export interface DeployedVersion {
  readonly configuration: FunctionConfiguration;
  /** Where its package lies unpacked. */
  readonly folder: string;
}

export interface Deployments {
  readonly lambda: LambdaClient;
  readonly s3: S3Client;
  /** Into which `cdk deploy` put the packages. */
  readonly assets: string;
  /** Where packages are unpacked. */
  readonly folder: string;
}

/**
 * Fetches what was deployed, from where it was deployed.
 * @throws EngineError when the bytes are not those that Lambda was given
 */
export async function fetchVersion(
  { lambda, s3, assets, folder }: Deployments,
  name: string,
  version: string,
): Promise<DeployedVersion> {
  const found = await lambda.send(new GetFunctionCommand({ FunctionName: name, Qualifier: version }));
  const { Configuration: configuration } = found;
  if (!configuration) throw new EngineError(`${name}:${version} has no configuration.`);
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: assets, Key: keyOf(found) }));
  const zip = (await Body?.transformToByteArray()) ?? new Uint8Array();
  const hash = createHash('sha256').update(zip);
  const hex = hash.copy().digest('hex');
  if (hash.digest('base64') !== configuration.CodeSha256)
    throw new EngineError(`${name}:${version} has other bytes in ${assets} than Lambda was given.`);
  return { configuration, folder: await unpacked(folder, hex, zip) };
}

/** The last part of an address that leads nowhere here. */
function keyOf({ Code }: GetFunctionCommandOutput): string {
  return basename(new URL(Code?.Location ?? 'https://none').pathname);
}

async function unpacked(folder: string, hash: string, zip: Uint8Array): Promise<string> {
  await mkdir(folder, { recursive: true });
  const archive = join(folder, `${hash}.zip`);
  await writeFile(archive, zip);
  const target = join(folder, hash);
  const refusal = await unpackArchive(archive, target, MOST_UNPACKED);
  if (refusal) throw new EngineError(`${archive}: ${refusal}.`);
  return target;
}
