import type { EngineLog } from '../../core/ports.ts';
import { dynamoClient, sqsClient } from './clients.ts';
import { loadEngineKeys } from './load-keys.ts';
import type { Wiring } from './wire.ts';

/** What each Lambda is wired from on AWS; its environment names the engine's secret. */
export async function lambdaWiring(
  env: { readonly ENGINE_KEY_SECRET_ID: string },
  log: EngineLog,
): Promise<Wiring> {
  const keys = await loadEngineKeys(env.ENGINE_KEY_SECRET_ID);
  return { clients: { dynamo: dynamoClient(), sqs: sqsClient() }, keys, now: () => new Date(), log };
}
