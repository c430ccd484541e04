import { KMSClient } from '@aws-sdk/client-kms';
import { dynamoClient } from '../shared/clients.ts';
import { entryPoint } from '../shared/entry-point.ts';
import { readEnvironment } from '../shared/environment.ts';
import { httpApiHandler } from '../shared/http-api.ts';
import { KMS_PATIENCE } from '../shared/kms-patience.ts';
import { canaryPdaEnvSchema } from './env.ts';
import { canaryPdaRoutes } from './routes.ts';
import { wireCanaryPda } from './wire.ts';

export const handler = await entryPoint('canary-pda', async (log) => {
  const env = readEnvironment(canaryPdaEnvSchema, process.env);
  const dynamo = dynamoClient();
  const kms = new KMSClient({ requestHandler: KMS_PATIENCE });
  return httpApiHandler(canaryPdaRoutes(wireCanaryPda(env, { dynamo, kms, now: () => new Date(), log })));
});
