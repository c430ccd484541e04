import { setTimeout } from 'node:timers/promises';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { dynamoClient, lambdaClient, PATIENCE } from '../shared/clients.ts';
import { entryPoint } from '../shared/entry-point.ts';
import { readEnvironment } from '../shared/environment.ts';
import { registrarEnvSchema } from './env.ts';
import { createRegistrarHandler } from './handler.ts';
import { wireRegistrar } from './wire.ts';

/** Answers CloudFormation, which a functions stack has asked to register its functions. */
export const handler = await entryPoint('registrar', async (log) =>
  createRegistrarHandler(
    wireRegistrar(readEnvironment(registrarEnvSchema, process.env), {
      clients: { dynamo: dynamoClient(), lambda: lambdaClient() },
      lambdaReads: new LambdaClient({ requestHandler: PATIENCE, maxAttempts: 8 }),
      s3: new S3Client({ requestHandler: PATIENCE }),
      log,
      now: () => new Date(),
      // Cut short is as good as over.
      wait: (milliseconds, signal) => setTimeout(milliseconds, undefined, { signal }).catch(() => undefined),
    }),
  ),
);
