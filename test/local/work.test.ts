import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { deriveEngineKeys } from '../../adapters/crypto/derive-keys.ts';
import { DynamoStatusStore } from '../../adapters/dynamodb/status-store.ts';
import { createClients } from '../../lambdas/shared/clients.ts';
import { consoleLog } from '../../local/console-log.ts';
import { LetterFolder } from '../../local/dead-letters/letter-folder.ts';
import type { Foundations } from '../../local/foundations.ts';
import { localEnvironment } from '../../local/local-environment.ts';
import { startWork } from '../../local/work.ts';
import { aDataEvent, anAttempt, aStatus, FUNCTION, PDA } from '../support/builders.ts';
import { eventually } from '../support/eventually.ts';
import {
  type LocalDynamo,
  type LocalSqs,
  openLocalDynamo,
  openLocalSqs,
  unexpected,
} from '../support/local-aws.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

describe('the work of one machine', () => {
  const folder = temporaryFolder();
  let dynamo: LocalDynamo;
  let sqs: LocalSqs;
  let confirmed: string[];
  let letters: LetterFolder;
  let work: { stop(): Promise<void> } | undefined;

  beforeEach(async () => {
    [dynamo, sqs] = await Promise.all([openLocalDynamo(), openLocalSqs()]);
    confirmed = [];
  });
  afterEach(async () => {
    await work?.stop();
    await Promise.all([dynamo.close(), sqs.close()]);
  });

  async function start({ endsWithProcess = true } = {}) {
    const clients = { ...createClients(), dynamo: dynamo.client, sqs: sqs.client };
    const pda = {
      endsWithProcess,
      people: async () => [PDA],
      confirm: async (ids: readonly string[]) => void confirmed.push(...ids),
    };
    const wiring = {
      clients,
      keys: deriveEngineKeys(Buffer.alloc(32)),
      now: () => new Date(),
      log: consoleLog,
      directory: { find: async () => undefined, put: async () => undefined },
    };
    letters = new LetterFolder({
      dataDir: join(folder, randomUUID()),
      now: wiring.now,
      newId: randomUUID,
      report: () => undefined,
    });
    const tenants = { tenant: () => 'tenant' };
    const foundations = { wiring, tenants, queues: sqs, pda, letters } as unknown as Foundations;
    const outcomes = { publish: async () => undefined };
    work = await startWork({ foundations, env: localEnvironment(sqs), outcomes, sealed: true });
  }

  it('tells the PDA which events were dispatched, and sets those aside that are none', async () => {
    const bodies = ['{"broken', JSON.stringify(aDataEvent({ eventId: 'event-7' })), '{"eventId":"odd"}'];
    for (const MessageBody of bodies) {
      await sqs.client.send(new SendMessageCommand({ QueueUrl: sqs.dataEvents, MessageBody }));
    }

    await start();
    await eventually(
      async () => confirmed,
      (ids) => ids.length > 0,
    );

    const setAside = await letters.letters();
    expect(confirmed).toEqual(['event-7']);
    expect(setAside.map(({ body }) => body).toSorted()).toEqual(['{"broken', '{"eventId":"odd"}']);
  });

  it('takes the leases of an engine that is dead, before anything else', async () => {
    const statuses = new DynamoStatusStore(dynamo.client, 'statuses', unexpected);
    const expiresAt = '2999-01-01T00:00:00.000Z';
    const lease = { phase: 'invoking' as const, expiresAt };
    await statuses.replace(aStatus({ attempt: anAttempt(), lease, leaseToken: 3, dueAt: expiresAt }));

    await start();

    const status = await statuses.find(PDA, FUNCTION);
    expect(status).toMatchObject({ leaseToken: 4, attempt: { id: anAttempt().id } });
    expect(status?.lease).toBeUndefined();
  });

  it.each([
    ['takes the lease of a write to a database that has ended with its engine', true, undefined],
    ['leaves the lease of a write that a database server may commit yet', false, 'writing'],
  ])('%s', async (_what, endsWithProcess, phase) => {
    const statuses = new DynamoStatusStore(dynamo.client, 'statuses', unexpected);
    const expiresAt = '2999-01-01T00:00:00.000Z';
    const lease = { phase: 'writing' as const, expiresAt, writeDeadline: expiresAt };
    await statuses.replace(aStatus({ attempt: anAttempt(), lease, leaseToken: 3, dueAt: expiresAt }));

    await start({ endsWithProcess });

    const status = await statuses.find(PDA, FUNCTION);
    expect(status?.lease?.phase).toBe(phase);
  });
});
