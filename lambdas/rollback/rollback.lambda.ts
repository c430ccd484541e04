import { dynamoClient } from '../shared/clients.ts';
import { entryPoint } from '../shared/entry-point.ts';
import { readEnvironment } from '../shared/environment.ts';
import { rollbackEnvSchema } from './env.ts';
import { createRollbackHandler } from './handler.ts';
import { wireRollback } from './wire.ts';

/** Hears of an alarm on a version that is being rolled out, over EventBridge. */
export const handler = await entryPoint('rollback', async (log) => {
  const env = readEnvironment(rollbackEnvSchema, process.env);
  return createRollbackHandler(wireRollback(env, { dynamo: dynamoClient(), log, now: () => new Date() }));
});
