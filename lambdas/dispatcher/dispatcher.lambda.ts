import { entryPoint } from '../shared/entry-point.ts';
import { readEnvironment } from '../shared/environment.ts';
import { lambdaWiring } from '../shared/lambda-wiring.ts';
import { dispatcherEnvSchema } from './env.ts';
import { createDispatcherHandler } from './handler.ts';
import { wireDispatcher } from './wire.ts';

export const handler = await entryPoint('dispatcher', async (log) => {
  const env = readEnvironment(dispatcherEnvSchema, process.env);
  return createDispatcherHandler(wireDispatcher(env, await lambdaWiring(env, log)));
});
