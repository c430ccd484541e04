import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Clients, createClients } from '../../lambdas/shared/clients.ts';
import { type Queues, startQueues } from '../../local/queues/sqs-server.ts';
import { createTables } from '../../local/state/create-tables.ts';
import { startDynamo } from '../../local/state/dynamo-server.ts';
import { localClientConfig } from '../../local/state/local-client-config.ts';

/** For stores in which a test puts nothing unreadable. */
export const unexpected = (error: Error): never => {
  throw error;
};

export interface LocalDynamo {
  readonly client: Clients['dynamo'];
  close(): Promise<void>;
}

/** DynamoDB on this machine, with the engine's tables and nothing in them. */
export async function openLocalDynamo(): Promise<LocalDynamo> {
  const directory = await mkdtemp(join(tmpdir(), 'she-dynamo-'));
  const server = await startDynamo(directory);
  const clients = createClients({ dynamo: localClientConfig(server.endpoint) });
  await createTables(clients.dynamo);
  return {
    client: clients.dynamo,
    close: async () => {
      clients.dynamo.destroy();
      await server.close();
      await rm(directory, { recursive: true });
    },
  };
}

export interface LocalSqs extends Queues {
  readonly client: Clients['sqs'];
}

/** SQS on this machine, with the engine's queues and nothing in them. */
export async function openLocalSqs(): Promise<LocalSqs> {
  const queues = await startQueues();
  const { sqs: client } = createClients({ sqs: localClientConfig(queues.endpoint) });
  const close = async () => {
    client.destroy();
    await queues.close();
  };
  return { ...queues, client, close };
}
