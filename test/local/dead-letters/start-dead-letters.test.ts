import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { deriveEngineKeys } from '../../../adapters/crypto/derive-keys.ts';
import { createClients } from '../../../lambdas/shared/clients.ts';
import { consoleLog } from '../../../local/console-log.ts';
import { LetterFolder } from '../../../local/dead-letters/letter-folder.ts';
import { RedriveOrders } from '../../../local/dead-letters/redrive-orders.ts';
import { startDeadLetters } from '../../../local/dead-letters/start-dead-letters.ts';
import { localEnvironment } from '../../../local/local-environment.ts';
import { eventually } from '../../support/eventually.ts';
import { type LocalSqs, openLocalSqs } from '../../support/local-aws.ts';
import { receiveMessages } from '../../support/received-messages.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

describe('the dead letters of a running engine', () => {
  const folder = temporaryFolder();
  let sqs: LocalSqs;
  let dataDir: string;
  let letters: LetterFolder;
  let running: { stop(): Promise<void> } | undefined;

  beforeEach(async () => {
    sqs = await openLocalSqs();
    dataDir = join(folder, randomUUID());
    letters = new LetterFolder({
      dataDir,
      now: () => new Date(),
      newId: randomUUID,
      report: () => undefined,
    });
  });
  afterEach(async () => {
    await running?.stop();
    await sqs.close();
  });

  const start = async () => {
    const clients = { ...createClients(), sqs: sqs.client };
    const keys = deriveEngineKeys(Buffer.alloc(32));
    const wiring = { clients, keys, now: () => new Date(), log: consoleLog };
    running = await startDeadLetters({
      foundations: { wiring, letters },
      env: localEnvironment(sqs),
      orders: new RedriveOrders(dataDir),
      report: () => undefined,
    });
  };

  it('are those too that the queues gave up by themselves', async () => {
    for (const [QueueUrl, MessageBody] of [
      [sqs.dataEventsDlq, 'an event'],
      [sqs.executionsDlq, 'a request'],
    ]) {
      await sqs.client.send(new SendMessageCommand({ QueueUrl, MessageBody }));
    }

    await start();
    const stored = await eventually(
      () => letters.letters(),
      (found) => found.length === 2,
    );

    expect(stored.map(({ queue, body }) => [queue, body]).toSorted()).toEqual([
      ['data-events', 'an event'],
      ['executions', 'a request'],
    ]);
  });

  it('are sent to the queue they came from', async () => {
    await letters.of('executions').put({ body: 'a request' });
    const [letter] = await letters.letters();
    await new RedriveOrders(dataDir).place([letter?.id ?? '']);

    await start();

    expect(await receiveMessages(sqs.client, sqs.executions, 1)).toMatchObject([{ Body: 'a request' }]);
    expect(await letters.letters()).toEqual([]);
  });
});
