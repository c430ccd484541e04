import { handle } from 'hono/aws-lambda';
import { createClients } from '../shared/clients.ts';
import { readEnvironment } from '../shared/environment.ts';
import { createLambdaLog } from '../shared/lambda-log.ts';
import { loadEngineKeys } from '../shared/load-keys.ts';
import { apiEnvSchema } from './env.ts';
import { managementRoutes } from './routes.ts';
import { wireApi } from './wire.ts';

const env = readEnvironment(apiEnvSchema, process.env);
const keys = await loadEngineKeys(env.ENGINE_KEY_SECRET_ID);
const wiring = { clients: createClients(), keys, now: () => new Date(), log: createLambdaLog('api') };

export const handler = handle(managementRoutes(wireApi(env, wiring, { sealed: true })));
