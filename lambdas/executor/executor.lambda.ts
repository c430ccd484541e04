import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { HmacGroupPseudonyms, HmacTenantPseudonyms } from '../../adapters/crypto/hmac-pseudonyms.ts';
import { EventBridgeOutcomePublisher } from '../../adapters/eventbridge/outcome-publisher.ts';
import { lambdaClient } from '../shared/clients.ts';
import { entryPoint } from '../shared/entry-point.ts';
import { readEnvironment } from '../shared/environment.ts';
import { lambdaWiring } from '../shared/lambda-wiring.ts';
import { loadTenantKey } from '../shared/load-keys.ts';
import { pdasOfLambda } from '../shared/pdas-of-lambda.ts';
import { executorEnvSchema } from './env.ts';
import { createExecutorHandler } from './handler.ts';
import { wireExecutor } from './wire.ts';

export const handler = await entryPoint('executor', async (log) => {
  const env = readEnvironment(executorEnvSchema, process.env);
  const [wiring, tenantKey] = await Promise.all([
    lambdaWiring(env, log),
    loadTenantKey(env.TENANT_KEY_SECRET_ID),
  ]);
  const groups = new HmacGroupPseudonyms(wiring.keys.groups);
  const outcomes = new EventBridgeOutcomePublisher(new EventBridgeClient(), env.EVENT_BUS_NAME, groups);
  const surroundings = { outcomes, tenants: new HmacTenantPseudonyms(tenantKey), sealed: true };
  const directory = pdasOfLambda(env, wiring, process.env);
  const clients = { ...wiring.clients, lambda: lambdaClient() };
  return createExecutorHandler(wireExecutor(env, { ...wiring, clients, directory }, surroundings));
});
