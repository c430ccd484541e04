import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { deriveEngineKeys, deriveTenantKey, type EngineKeys } from '../../adapters/crypto/derive-keys.ts';
import { EngineError } from '../../core/errors.ts';

/** Reads the engine's secret once per process and derives its keys. */
export async function loadEngineKeys(
  secretId: string,
  client = new SecretsManagerClient(),
): Promise<EngineKeys> {
  return deriveEngineKeys(await readSecret(secretId, client));
}

/** Reads the secret of the tenants' pseudonyms once per process; only the executor may. */
export async function loadTenantKey(secretId: string): Promise<Buffer> {
  return deriveTenantKey(await readSecret(secretId, new SecretsManagerClient()));
}

async function readSecret(secretId: string, client: SecretsManagerClient): Promise<Uint8Array> {
  const { SecretString, SecretBinary } = await client.send(new GetSecretValueCommand({ SecretId: secretId }));
  const secret = SecretBinary ?? (SecretString && Buffer.from(SecretString, 'utf8'));
  if (!secret)
    throw new EngineError(`The secret ${secretId} is empty: deploy She-State again, which generates it.`);
  return secret;
}
