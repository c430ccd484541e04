import { EventEmitter, once } from 'node:events';
import { People } from '../../../../local/pda/store/people.ts';
import type { Database, SqlValue } from '../../../../local/pda/store/sql.ts';
import { openTestDatabase, type TestDatabase } from '../../../support/pda-database.ts';

const NOW = new Date('2024-05-06T08:00:00.000Z');
const hours = (count: number) => new Date(NOW.getTime() + count * 3_600_000);

describe('People', () => {
  let database: TestDatabase;
  let people: People;
  let name: string;
  let made = 0;

  beforeAll(async () => {
    database = await openTestDatabase();
  }, 60_000);
  beforeEach(async () => {
    made += 1;
    name = await database.addPda(`pda-${made}.localhost`);
    people = new People(database.database);
  });
  afterAll(() => database.close());

  const change = async (publicKey: string, now: Date, until: Date) => {
    const person = await people.find(name);
    if (!person) throw new Error('There is none.');
    await people.changeKeys(person, { publicKey, privateKey: 'secret' }, { now, until });
  };

  it('keeps earlier keys with their times, oldest first, and forgets those that are over', async () => {
    await change('first', NOW, hours(1));
    await change('second', hours(0.5), hours(3));
    await change('third', hours(1), hours(4));

    const person = await people.find(name);

    expect(person?.publicKey).toBe('third');
    expect(person?.earlierKeys).toEqual([
      { publicKey: 'first', until: hours(3) },
      { publicKey: 'second', until: hours(4) },
    ]);
  });

  it('finds the same after a restart', async () => {
    await change('first', NOW, hours(1));

    const person = await new People(database.database).find(name);

    expect(person).toEqual(await people.find(name));
  });

  it('changes nothing on what was changed meanwhile', async () => {
    const person = await people.find(name);
    await change('first', NOW, hours(1));

    await people.changeKeys(
      person as NonNullable<typeof person>,
      { publicKey: 'late', privateKey: 'secret' },
      { now: NOW, until: hours(1) },
    );

    expect(await people.find(name)).toMatchObject({ publicKey: 'first', earlierKeys: [{ publicKey: '' }] });
  });

  it('does not take what was read before a change for what is there after it', async () => {
    const person = await people.find(name);
    const gate = new EventEmitter();
    const slow = new People(slowReader(database.database, once(gate, 'open')));
    const reading = slow.find(name);

    await slow.changeKeys(
      person as NonNullable<typeof person>,
      { publicKey: 'first', privateKey: 'secret' },
      { now: NOW, until: hours(1) },
    );

    gate.emit('open');
    expect((await reading)?.publicKey).toBe('');
    expect((await slow.find(name))?.publicKey).toBe('first');
  });
});

/** The same database, whose single statements answer when `gate` opens. */
function slowReader(database: Database, gate: Promise<unknown>): Database {
  return {
    query: async <Row>(text: string, values?: readonly SqlValue[]) => {
      const rows = await database.query<Row>(text, values);
      await gate;
      return rows;
    },
    transaction: (work) => database.transaction(work),
    snapshot: (work) => database.snapshot(work),
    close: () => database.close(),
  };
}
