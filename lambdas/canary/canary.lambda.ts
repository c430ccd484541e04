import { KMSClient } from '@aws-sdk/client-kms';
import { beat } from '../../core/canary/beat.ts';
import { dynamoClient } from '../shared/clients.ts';
import { entryPoint } from '../shared/entry-point.ts';
import { readEnvironment } from '../shared/environment.ts';
import { KMS_PATIENCE } from '../shared/kms-patience.ts';
import { canaryEnvSchema } from './env.ts';
import { wireCanary } from './wire.ts';

/** Runs every five minutes. */
export const handler = await entryPoint('canary', async (log) => {
  const env = readEnvironment(canaryEnvSchema, process.env);
  const dynamo = dynamoClient();
  const kms = new KMSClient({ requestHandler: KMS_PATIENCE });
  return () => beat(wireCanary(env, { dynamo, kms, now: () => new Date(), log }));
});
