import type { KMSClient } from '@aws-sdk/client-kms';
import { DynamoCanaryStore } from '../../adapters/dynamodb/canary-store.ts';
import { KmsSigningKey } from '../../adapters/kms/kms-signing-key.ts';
import type { Clock, EngineLog } from '../../core/ports.ts';
import type { Clients } from '../shared/clients.ts';
import type { CanaryPdaEnv } from './env.ts';
import type { CanaryPdaDeps } from './routes.ts';

export interface CanaryPdaWiring {
  readonly dynamo: Clients['dynamo'];
  readonly kms: KMSClient;
  readonly now: Clock;
  readonly log: EngineLog;
}

export function wireCanaryPda(env: CanaryPdaEnv, { dynamo, kms, now, log }: CanaryPdaWiring): CanaryPdaDeps {
  const key = new KmsSigningKey(kms, env.CANARY_KEY_ID);
  return {
    pda: new URL(env.CANARY_PDA_URL).hostname,
    publicKey: () => key.publicKey(),
    store: new DynamoCanaryStore(dynamo, env.CANARY_TABLE),
    now,
    log,
  };
}
