import type { DataEvent } from '../../../../core/model/data-event.ts';
import { insertEvent, Outbox } from '../../../../local/pda/store/outbox.ts';
import { openTestDatabase, type TestDatabase } from '../../../support/pda-database.ts';

const event = (eventId: string): DataEvent => ({
  eventId,
  pda: 'alice.localhost',
  endpoints: ['a/b'],
  records: 1,
  occurredAt: '2024-05-06T08:00:00.000Z',
});

describe('Outbox', () => {
  let store: TestDatabase;
  const noWait = async () => undefined;

  beforeAll(async () => {
    store = await openTestDatabase();
  }, 60_000);
  beforeEach(() => store.database.query('delete from data_event'));
  afterAll(() => store.close());

  /** Starts an outbox; `received(n)` resolves as soon as `n` events have been taken over. */
  function open({ failures = 0, waits = [] as number[], lines = [] as string[] } = {}) {
    const taken: string[] = [];
    let left = failures;
    let wake = () => {};
    const outbox = new Outbox(store.database, {
      publish: async (events) => {
        left -= 1;
        if (left >= 0) throw new Error('The queue is away.');
        taken.push(...events.map(({ eventId }) => eventId));
        wake();
      },
      wait: async (milliseconds) => void waits.push(milliseconds),
      report: (line) => lines.push(line),
    });
    const received = async (count: number) => {
      while (taken.length < count) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      return taken;
    };
    return { outbox, received, taken };
  }

  it('publishes stored events in order, each once', async () => {
    const { outbox, received } = open();
    const ids = Array.from({ length: 12 }, (_, index) => `event-${index}`);
    for (const id of ids) await insertEvent(store.database, event(id));

    outbox.notify();
    await received(12);
    await outbox.close();

    expect(await received(0)).toEqual(ids);
  });

  it('tries again, more and more slowly, until publishing works', async () => {
    const waits: number[] = [];
    const lines: string[] = [];
    const { outbox, received } = open({ failures: 3, waits, lines });
    await insertEvent(store.database, event('one'));

    outbox.notify();
    const taken = await received(1);

    expect(taken).toEqual(['one']);
    expect(waits).toEqual([250, 500, 1000]);
    expect(lines[0]).toBe('Data events could not be published (Error); next try in 250 ms');
    await outbox.close();
  });

  it('publishes again after a restart what nobody confirmed', async () => {
    const before = open();
    await insertEvent(store.database, event('lost'));
    await insertEvent(store.database, event('safe'));
    before.outbox.notify();
    await before.received(2);
    await before.outbox.confirm(['safe']);
    await before.outbox.close();

    const after = open();
    after.outbox.notify();
    const taken = await after.received(1);

    expect(taken).toEqual(['lost']);
    await after.outbox.close();
  });

  it('publishes an event that is inserted while another is being published', async () => {
    const taken: string[] = [];
    let published = () => {};
    const both = new Promise<void>((resolve) => {
      published = resolve;
    });
    const outbox: Outbox = new Outbox(store.database, {
      publish: async (events) => {
        taken.push(...events.map(({ eventId }) => eventId));
        if (taken.length === 2) published();
        else {
          await insertEvent(store.database, event('second'));
          outbox.notify();
        }
      },
      wait: noWait,
      report: () => undefined,
    });
    await insertEvent(store.database, event('first'));

    outbox.notify();
    await both;

    expect(taken).toEqual(['first', 'second']);
    await outbox.close();
  });
});
