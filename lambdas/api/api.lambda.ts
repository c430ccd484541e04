import { entryPoint } from '../shared/entry-point.ts';
import { readEnvironment } from '../shared/environment.ts';
import { httpApiHandler } from '../shared/http-api.ts';
import { lambdaWiring } from '../shared/lambda-wiring.ts';
import { pdasOfLambda } from '../shared/pdas-of-lambda.ts';
import { apiEnvSchema } from './env.ts';
import { managementRoutes } from './routes.ts';
import { wireApi } from './wire.ts';

export const handler = await entryPoint('api', async (log) => {
  const env = readEnvironment(apiEnvSchema, process.env);
  const wiring = await lambdaWiring(env, log);
  const directory = pdasOfLambda(env, wiring, process.env);
  return httpApiHandler(managementRoutes(wireApi(env, { ...wiring, directory }, { sealed: true })));
});
