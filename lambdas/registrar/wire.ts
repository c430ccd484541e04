import type { LambdaClient } from '@aws-sdk/client-lambda';
import type { S3Client } from '@aws-sdk/client-s3';
import { DynamoRegistrationStore } from '../../adapters/dynamodb/registration-store.ts';
import { DynamoReleaseStore } from '../../adapters/dynamodb/release-store.ts';
import { LambdaConfigurationCalls } from '../../adapters/lambda/configuration-calls.ts';
import { LambdaInvoker } from '../../adapters/lambda/lambda-invoker.ts';
import { LambdaPublishedVersions } from '../../adapters/lambda/published-versions.ts';
import { S3FunctionPackages } from '../../adapters/s3/function-packages.ts';
import type { Clock, EngineLog } from '../../core/ports.ts';
import type { Clients } from '../shared/clients.ts';
import { unreadableReleases } from '../shared/unreadable-items.ts';
import type { RegistrarEnv } from './env.ts';
import type { RegistrarDeps } from './handler.ts';

export interface RegistrarWiring {
  readonly clients: Pick<Clients, 'dynamo' | 'lambda'>;
  /** Repeats what was throttled. */
  readonly lambdaReads: LambdaClient;
  readonly s3: S3Client;
  readonly log: EngineLog;
  readonly now: Clock;
  readonly wait: RegistrarDeps['wait'];
}

export function wireRegistrar(env: RegistrarEnv, wiring: RegistrarWiring): RegistrarDeps {
  const { clients, lambdaReads, s3, log, now, wait } = wiring;
  return {
    releases: new DynamoReleaseStore(clients.dynamo, env.CATALOGUE_TABLE, unreadableReleases(log)),
    registrations: new DynamoRegistrationStore(clients.dynamo, env.REGISTRATIONS_TABLE),
    packages: new S3FunctionPackages(s3),
    versions: new LambdaPublishedVersions(lambdaReads),
    configurations: new LambdaConfigurationCalls(clients.lambda),
    invoker: new LambdaInvoker(clients.lambda, { sealed: true }),
    prefix: env.NAME_PREFIX,
    ...{ log, now, wait, sleep: (milliseconds) => wait(milliseconds, new AbortController().signal) },
    random: Math.random,
  };
}
