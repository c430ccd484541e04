import { reconcile } from '../../core/dispatch/reconcile.ts';
import { createClients } from '../shared/clients.ts';
import { entryPoint } from '../shared/entry-point.ts';
import { readEnvironment } from '../shared/environment.ts';
import { loadEngineKeys } from '../shared/load-keys.ts';
import { reconcileEnvSchema } from './env.ts';
import { wireReconcile } from './wire.ts';

/** Runs every minute, and answers how many requests it sent. */
export const handler = await entryPoint('reconcile', async (log) => {
  const env = readEnvironment(reconcileEnvSchema, process.env);
  const keys = await loadEngineKeys(env.ENGINE_KEY_SECRET_ID);
  const deps = wireReconcile(env, { clients: createClients(), keys, now: () => new Date(), log });
  return () => reconcile(deps);
});
