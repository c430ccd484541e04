import { join } from 'node:path';
import type { WorkQueues } from '../../../core/ports.ts';
import { LetterFolder } from '../../../local/dead-letters/letter-folder.ts';
import { RedriveOrders } from '../../../local/dead-letters/redrive-orders.ts';
import { type RedriveService, startRedriveService } from '../../../local/dead-letters/redrive-service.ts';
import { NOW, uuid } from '../../support/builders.ts';
import { eventually } from '../../support/eventually.ts';
import { MemoryEngine } from '../../support/memory-engine.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

type Message = Parameters<WorkQueues['send']>[0];

describe('the redrives that were ordered', () => {
  const folder = temporaryFolder();
  let box: LetterFolder;
  let orders: RedriveOrders;
  let service: RedriveService | undefined;
  let sent: string[];
  let errors: unknown[];
  let reports: string[];
  let count = 0;

  beforeEach(async () => {
    const dataDir = join(folder, `data-${++count}`);
    let ids = 0;
    box = new LetterFolder({ dataDir, now: () => NOW, newId: () => uuid(++ids), report: () => undefined });
    orders = new RedriveOrders(dataDir);
    [sent, errors, reports] = [[], [], []];
    for (const body of ['one', 'two']) await box.of('data-events').put({ body });
  });
  afterEach(() => service?.stop());

  const start = async (send = async ({ body }: Message) => void sent.push(body)) => {
    const { statuses } = await MemoryEngine.started();
    const deps = { statuses, queues: { send }, now: () => NOW, newId: () => uuid(99) };
    const onError = (error: unknown) => void errors.push(error);
    service = await startRedriveService({
      box,
      orders,
      deps,
      report: (line) => void reports.push(line),
      onError,
    });
  };
  const answerTo = (orderId: string) =>
    eventually(
      () => orders.takeAnswer(orderId),
      (answer) => answer !== undefined,
    );

  it('while no engine ran are served before anything else', async () => {
    await orders.place([uuid(1)]);

    await start();

    expect(sent).toEqual(['one']);
    expect(reports).toEqual([`${uuid(1)} is redriven: it was sent to its queue again`]);
    expect(await orders.pending()).toEqual([]);
    expect(await box.letters()).toMatchObject([{ body: 'two' }]);
  });

  it('while the engine runs are served and answered', async () => {
    await start();

    const answer = await answerTo(await orders.place([uuid(2), uuid(1)]));

    expect(sent).toEqual(['two', 'one']);
    expect(answer).toEqual([
      { letterId: uuid(2), outcome: { kind: 'redriven' } },
      { letterId: uuid(1), outcome: { kind: 'redriven' } },
    ]);
  });

  it('double nothing when two name the same letter, or one names it twice', async () => {
    const [first, second] = [await orders.place([uuid(1), uuid(1)]), await orders.place([uuid(1)])];

    await start();

    expect(sent).toEqual(['one']);
    const kinds = [await answerTo(first), await answerTo(second)].flat().map((one) => one?.outcome.kind);
    expect(kinds.toSorted()).toEqual(['gone', 'gone', 'redriven']);
  });

  it('leave a letter that could not be sent, and go on with the others', async () => {
    await orders.place([uuid(1), uuid(2)]);

    await start(async ({ body }) => {
      if (body === 'one') throw new Error('the queue is down');
      sent.push(body);
    });

    expect(sent).toEqual(['two']);
    expect(errors).toHaveLength(1);
    expect(await box.letters()).toMatchObject([{ body: 'one' }]);
    expect(reports[0]).toMatch(/was not redriven: the engine met an error.*\n {2}redrive it again/);
  });
});
