import { reconcile } from '../../core/dispatch/reconcile.ts';
import { entryPoint } from '../shared/entry-point.ts';
import { readEnvironment } from '../shared/environment.ts';
import { lambdaWiring } from '../shared/lambda-wiring.ts';
import { reconcileEnvSchema } from './env.ts';
import { wireReconcile } from './wire.ts';

/** Runs every minute, and answers how many requests it sent. */
export const handler = await entryPoint('reconcile', async (log) => {
  const env = readEnvironment(reconcileEnvSchema, process.env);
  const deps = wireReconcile(env, await lambdaWiring(env, log));
  return () => reconcile(deps);
});
