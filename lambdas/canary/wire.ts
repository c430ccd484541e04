import { randomUUID } from 'node:crypto';
import type { KMSClient } from '@aws-sdk/client-kms';
import { HttpCanarysOwner } from '../../adapters/canary/http-owner.ts';
import { EnvelopeTokenCipher } from '../../adapters/crypto/envelope-token-cipher.ts';
import { DynamoCanaryStore } from '../../adapters/dynamodb/canary-store.ts';
import { DynamoPdaDirectory } from '../../adapters/dynamodb/pda-directory.ts';
import { KmsDataKeys } from '../../adapters/kms/kms-data-keys.ts';
import { KmsSigningKey } from '../../adapters/kms/kms-signing-key.ts';
import type { BeatDeps } from '../../core/canary/beat.ts';
import { enginesClaims, ownersClaims } from '../../core/canary/tokens.ts';
import type { Clock, EngineLog } from '../../core/ports.ts';
import type { Clients } from '../shared/clients.ts';
import type { CanaryEnv } from './env.ts';

export interface CanaryWiring {
  readonly dynamo: Clients['dynamo'];
  readonly kms: KMSClient;
  readonly now: Clock;
  readonly log: EngineLog;
}

/** Each of its data keys seals one token: those of others lie on a shelf that its role cannot write. */
const NO_SHELF = { take: async () => undefined, place: async () => undefined };

/** Made anew for each beat, so that each signs a token of its own. */
export function wireCanary(env: CanaryEnv, { dynamo, kms, now, log }: CanaryWiring): BeatDeps {
  const pda = new URL(env.CANARY_PDA_URL).hostname;
  const key = new KmsSigningKey(kms, env.CANARY_KEY_ID);
  const issue = () => ({ pda, now: now(), id: randomUUID() });
  const keys = new KmsDataKeys(kms, { keyId: env.PDA_TOKENS_KEY_ID, shelf: NO_SHELF, now });
  const cipher = new EnvelopeTokenCipher(keys);
  const directory = new DynamoPdaDirectory(dynamo, { table: env.PDAS_TABLE, cipher, nearby: false, now });
  return {
    ...{ pda, log, now, newId: randomUUID },
    store: new DynamoCanaryStore(dynamo, env.CANARY_TABLE),
    owner: new HttpCanarysOwner({
      url: env.MANAGEMENT_API_URL,
      token: () => key.sign(ownersClaims(issue())),
    }),
    register: async () => {
      const token = await key.sign(enginesClaims(issue()));
      await directory.put({ pda, url: env.CANARY_PDA_URL, token });
    },
  };
}
