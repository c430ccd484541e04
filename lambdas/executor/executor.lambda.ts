import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { HmacPseudonyms } from '../../adapters/crypto/hmac-pseudonyms.ts';
import { EventBridgeOutcomePublisher } from '../../adapters/eventbridge/outcome-publisher.ts';
import { createClients } from '../shared/clients.ts';
import { loadEngineKeys } from '../shared/engine-keys.ts';
import { readEnvironment } from '../shared/environment.ts';
import { createLambdaLog } from '../shared/lambda-log.ts';
import { executorEnvSchema } from './env.ts';
import { createExecutorHandler } from './handler.ts';
import { wireExecutor } from './wire.ts';

const env = readEnvironment(executorEnvSchema, process.env);
const keys = await loadEngineKeys(env.ENGINE_KEY_SECRET_ID);
const pseudonyms = new HmacPseudonyms(keys.pseudonyms);
const outcomes = new EventBridgeOutcomePublisher(new EventBridgeClient(), env.EVENT_BUS_NAME, pseudonyms);
const wiring = { clients: createClients(), keys, now: () => new Date(), log: createLambdaLog('executor') };
const surroundings = { outcomes, sealed: true };

export const handler = createExecutorHandler(wireExecutor(env, wiring, surroundings));
