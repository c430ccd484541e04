import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { HmacGroupPseudonyms, HmacTenantPseudonyms } from '../../adapters/crypto/hmac-pseudonyms.ts';
import { EventBridgeOutcomePublisher } from '../../adapters/eventbridge/outcome-publisher.ts';
import { createClients } from '../shared/clients.ts';
import { entryPoint } from '../shared/entry-point.ts';
import { readEnvironment } from '../shared/environment.ts';
import { loadEngineKeys, loadTenantKey } from '../shared/load-keys.ts';
import { executorEnvSchema } from './env.ts';
import { createExecutorHandler } from './handler.ts';
import { wireExecutor } from './wire.ts';

export const handler = await entryPoint('executor', async (log) => {
  const env = readEnvironment(executorEnvSchema, process.env);
  const [keys, tenantKey] = await Promise.all([
    loadEngineKeys(env.ENGINE_KEY_SECRET_ID),
    loadTenantKey(env.TENANT_KEY_SECRET_ID),
  ]);
  const groups = new HmacGroupPseudonyms(keys.groups);
  const outcomes = new EventBridgeOutcomePublisher(new EventBridgeClient(), env.EVENT_BUS_NAME, groups);
  const wiring = { clients: createClients(), keys, now: () => new Date(), log };
  const surroundings = { outcomes, tenants: new HmacTenantPseudonyms(tenantKey), sealed: true };
  return createExecutorHandler(wireExecutor(env, wiring, surroundings));
});
