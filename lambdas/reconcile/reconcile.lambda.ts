import { reconcile } from '../../core/dispatch/reconcile.ts';
import { createClients } from '../shared/clients.ts';
import { readEnvironment } from '../shared/environment.ts';
import { createLambdaLog } from '../shared/lambda-log.ts';
import { loadEngineKeys } from '../shared/load-keys.ts';
import { reconcileEnvSchema } from './env.ts';
import { wireReconcile } from './wire.ts';

const env = readEnvironment(reconcileEnvSchema, process.env);
const keys = await loadEngineKeys(env.ENGINE_KEY_SECRET_ID);
const log = createLambdaLog('reconcile');
const deps = wireReconcile(env, { clients: createClients(), keys, now: () => new Date(), log });

/** Runs every minute. @returns how many requests it sent */
export const handler = (): Promise<number> => reconcile(deps);
