import { createClients } from '../shared/clients.ts';
import { entryPoint } from '../shared/entry-point.ts';
import { readEnvironment } from '../shared/environment.ts';
import { loadEngineKeys } from '../shared/load-keys.ts';
import { dispatcherEnvSchema } from './env.ts';
import { createDispatcherHandler } from './handler.ts';
import { wireDispatcher } from './wire.ts';

export const handler = await entryPoint('dispatcher', async (log) => {
  const env = readEnvironment(dispatcherEnvSchema, process.env);
  const keys = await loadEngineKeys(env.ENGINE_KEY_SECRET_ID);
  const wiring = { clients: createClients(), keys, now: () => new Date(), log };
  return createDispatcherHandler(wireDispatcher(env, wiring));
});
