import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { deriveEngineKeys, type EngineKeys } from '../../adapters/crypto/engine-key.ts';
import { EngineError } from '../../core/errors.ts';

/** Reads the engine's secret once per process and derives its keys. */
export async function loadEngineKeys(secretId: string): Promise<EngineKeys> {
  const client = new SecretsManagerClient();
  const { SecretString, SecretBinary } = await client.send(new GetSecretValueCommand({ SecretId: secretId }));
  const secret = SecretBinary ?? (SecretString && Buffer.from(SecretString, 'utf8'));
  if (!secret)
    throw new EngineError(`The secret ${secretId} is empty: deploy She-State again, which generates it.`);
  return deriveEngineKeys(secret);
}
