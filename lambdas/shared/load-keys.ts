import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { deriveEngineKeys, deriveTenantKey, type EngineKeys } from '../../adapters/crypto/derive-keys.ts';
import { EngineError } from '../../core/errors.ts';

/** Reads the engine's secret once per process and derives its keys. */
export async function loadEngineKeys(secretId: string): Promise<EngineKeys> {
  return deriveEngineKeys(await readSecret(secretId));
}

/** Reads the secret of the tenants' pseudonyms once per process; only the executor may. */
export async function loadTenantKey(secretId: string): Promise<Buffer> {
  return deriveTenantKey(await readSecret(secretId));
}

async function readSecret(secretId: string): Promise<Uint8Array> {
  const client = new SecretsManagerClient();
  const { SecretString, SecretBinary } = await client.send(new GetSecretValueCommand({ SecretId: secretId }));
  const secret = SecretBinary ?? (SecretString && Buffer.from(SecretString, 'utf8'));
  if (!secret)
    throw new EngineError(`The secret ${secretId} is empty: deploy She-State again, which generates it.`);
  return secret;
}
