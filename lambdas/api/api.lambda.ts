import { createClients } from '../shared/clients.ts';
import { entryPoint } from '../shared/entry-point.ts';
import { readEnvironment } from '../shared/environment.ts';
import { loadEngineKeys } from '../shared/load-keys.ts';
import { apiEnvSchema } from './env.ts';
import { httpApiHandler } from './http-api.ts';
import { managementRoutes } from './routes.ts';
import { wireApi } from './wire.ts';

export const handler = await entryPoint('api', async (log) => {
  const env = readEnvironment(apiEnvSchema, process.env);
  const keys = await loadEngineKeys(env.ENGINE_KEY_SECRET_ID);
  const wiring = { clients: createClients(), keys, now: () => new Date(), log };
  return httpApiHandler(managementRoutes(wireApi(env, wiring, { sealed: true })));
});
