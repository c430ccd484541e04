import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { AesTokenCipher } from '../adapters/crypto/aes-token-cipher.ts';
import { deriveEngineKeys, deriveTenantKey } from '../adapters/crypto/derive-keys.ts';
import { HmacGroupPseudonyms, HmacTenantPseudonyms } from '../adapters/crypto/hmac-pseudonyms.ts';
import { SqsGroupedQueue } from '../adapters/sqs/grouped-queue.ts';
import type { PdaRegister, TenantPseudonyms } from '../core/ports.ts';
import type { ExecutorWiring } from '../lambdas/executor/wire.ts';
import { createClients } from '../lambdas/shared/clients.ts';
import type { CleanUp } from './clean-up.ts';
import { consoleLog } from './console-log.ts';
import { createDataDirectory } from './data-directory/create.ts';
import { lockDataDirectory } from './data-directory/lock.ts';
import { readSecret } from './data-directory/secrets.ts';
import { LetterFolder } from './dead-letters/letter-folder.ts';
import type { EngineOptions } from './engine-options.ts';
import { type Host, startHost } from './host/host.ts';
import { type EmbeddedPda, type PdaOptions, startPda } from './pda/start-pda.ts';
import { localDirectory } from './pdas/local-directory.ts';
import { type Queues, startQueues } from './queues/sqs-server.ts';
import { lambdasOf } from './registration/lambdas-of.ts';
import { createTables } from './state/create-tables.ts';
import { startDynamo } from './state/dynamo-server.ts';
import { freeSlots } from './state/free-slots.ts';
import { localClientConfig } from './state/local-client-config.ts';
import { repairIndexes } from './state/repair-indexes.ts';

/** The table is near and small: a recall takes effect at once. */
const CATALOGUE_AGE_MS = 5_000;

/** What AWS, and people's PDAs, are elsewhere. */
export interface Foundations {
  readonly wiring: ExecutorWiring & { readonly directory: PdaRegister };
  readonly tenants: TenantPseudonyms;
  /** Of the tokens that operators leave for the engine. */
  readonly cipher: AesTokenCipher;
  readonly queues: Queues;
  readonly pda: EmbeddedPda;
  readonly host: Host;
  readonly letters: LetterFolder;
}

/** Takes the data directory and starts stores, queues, the sealed host and the PDAs. */
export async function layFoundations(options: EngineOptions, cleanUp: CleanUp): Promise<Foundations> {
  const { dataDir, databaseUrl, log = consoleLog } = options;
  await createDataDirectory(dataDir);
  const lock = await lockDataDirectory(dataDir);
  cleanUp.later(() => lock.close());
  const keys = deriveEngineKeys(await readSecret(dataDir, 'engine.key'));
  const tenants = new HmacTenantPseudonyms(deriveTenantKey(await readSecret(dataDir, 'tenant.key')));
  const { clients, queues, host } = await startServices(options, cleanUp);
  await createTables(clients.dynamo);
  await repairIndexes(clients.dynamo);
  await freeSlots(clients.dynamo);
  const groups = new HmacGroupPseudonyms(keys.groups);
  const dataEvents = new SqsGroupedQueue(clients.sqs, queues.dataEvents, groups);
  const now = () => new Date();
  const publish: PdaOptions['publish'] = (events) => dataEvents.send(events);
  const pda = await startPda({ dataDir, databaseUrl, publish, now, newId: randomUUID });
  cleanUp.later(() => pda.close());
  const letters = new LetterFolder({ dataDir, now, newId: randomUUID, report: console.error });
  const cipher = new AesTokenCipher(keys.tokens);
  const directory = localDirectory(clients.dynamo, cipher, now);
  const wiring = { clients, keys, now, log, directory, catalogueAgeMs: CATALOGUE_AGE_MS };
  return { wiring, tenants, cipher, queues, pda, host, letters };
}

async function startServices({ dataDir, registry, seal, onFunctionOutput }: EngineOptions, cleanUp: CleanUp) {
  const tables = join(dataDir, 'dynamo');
  await createDataDirectory(tables);
  const dynamo = await startDynamo(tables);
  cleanUp.later(() => dynamo.close());
  const queues = await startQueues();
  cleanUp.later(() => queues.close());
  const host = await startHost({
    functions: lambdasOf(registry),
    seal,
    now: () => new Date(),
    newId: randomUUID,
    onOutput: ({ functionName, text }) => onFunctionOutput?.(functionName, text),
  });
  cleanUp.later(() => host.close());
  const clients = createClients({
    dynamo: localClientConfig(dynamo.endpoint),
    sqs: localClientConfig(queues.endpoint),
    lambda: localClientConfig(host.url),
  });
  cleanUp.later(() => [clients.dynamo, clients.sqs, clients.lambda].map((client) => client.destroy()));
  return { clients, queues, host };
}
