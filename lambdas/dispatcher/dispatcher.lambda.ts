import { createClients } from '../shared/clients.ts';
import { readEnvironment } from '../shared/environment.ts';
import { createLambdaLog } from '../shared/lambda-log.ts';
import { loadEngineKeys } from '../shared/load-keys.ts';
import { dispatcherEnvSchema } from './env.ts';
import { createDispatcherHandler } from './handler.ts';
import { wireDispatcher } from './wire.ts';

const env = readEnvironment(dispatcherEnvSchema, process.env);
const keys = await loadEngineKeys(env.ENGINE_KEY_SECRET_ID);
const wiring = { clients: createClients(), keys, now: () => new Date(), log: createLambdaLog('dispatcher') };

export const handler = createDispatcherHandler(wireDispatcher(env, wiring));
