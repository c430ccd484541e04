import { randomUUID } from 'node:crypto';
import type { PropertyQuery } from '../../core/model/data-bundle.ts';
import { openProperty } from '../../local/pda/query/open-property.ts';
import { People } from '../../local/pda/store/people.ts';
import { saveOwnerData } from '../../local/pda/store/save-owner-data.ts';
import { prepareSchema } from '../../local/pda/store/schema/prepare.ts';
import type { Database } from '../../local/pda/store/sql.ts';
import { ENDPOINT, QUESTIONS, type Question, ride } from './records.ts';

const PDA = 'bench.localhost';
const CHUNK = 2000;
const SINGLES = 100;

/** Times in ms, one for each round. */
export type Times = readonly number[];

export interface Measured {
  readonly database: string;
  /** ms for one record: of many saved together, of one alone; with the index over contents, and without it. */
  readonly saves: { readonly name: string; readonly withIndex: Times; readonly without: Times }[];
  readonly reads: { readonly question: Question; readonly times: Times }[];
}

export interface Rounds {
  readonly records: number;
  readonly rounds: number;
}

/** Fills an empty database and asks it. */
export async function measure(
  name: string,
  database: Database,
  { records, rounds }: Rounds,
): Promise<Measured> {
  await prepareSchema(database);
  const keys = { passwordHash: '', privateKey: '', publicKey: '', subjectKey: '' };
  await new People(database).add({ name: PDA, ownerId: randomUUID(), ...keys }, new Date());
  const [many, one] = [bothWays(), bothWays()];
  // Halves in turn, so that a busy moment, and the growing table, hit both ways alike.
  for (let n = 0, round = 0; n < records; n += CHUNK, round += 1) {
    const withIndex = round % 2 === 0;
    if (round < 10) await indexed(database, withIndex);
    if (round === 10) await indexed(database, true);
    const times = round < 10 ? (withIndex ? many.withIndex : many.without) : [];
    times.push((await timeOf(() => save(database, n, CHUNK))) / CHUNK);
  }
  for (let round = 0; round < 2; round += 1) {
    await indexed(database, round === 1);
    const times = round === 1 ? one.withIndex : one.without;
    for (let n = 0; n < SINGLES; n += 1) {
      times.push(await timeOf(() => save(database, 10 * records + round * SINGLES + n, 1)));
    }
  }
  await database.query('vacuum (analyze) record');
  const reads = QUESTIONS.map((question) => ({ question, times: [] as number[] }));
  for (let round = 0; round < rounds; round += 1) {
    for (const { question, times } of reads) times.push(await timeOf(() => read(database, question)));
  }
  return {
    database: name,
    saves: [
      { name: 'of 2000 together', ...many },
      { name: 'alone', ...one },
    ],
    reads,
  };
}

function bothWays() {
  return { withIndex: [] as number[], without: [] as number[] };
}

/** Makes the index over contents again, as the schema has it, or drops it. */
async function indexed(database: Database, wanted: boolean): Promise<void> {
  await (wanted ? prepareSchema(database) : database.query('drop index if exists record_by_content'));
}

async function save(database: Database, first: number, count: number): Promise<void> {
  const drafts = Array.from({ length: count }, (_, n) => ride(first + n));
  const context = { database, now: () => new Date(), newId: randomUUID };
  await saveOwnerData(context, { pda: PDA, drafts, skipDuplicates: false });
}

async function read(database: Database, { filters, limit }: Question): Promise<void> {
  const endpoints = [{ endpoint: ENDPOINT, filters: [...filters] }];
  const query: PropertyQuery = { endpoints, ordering: 'descending', limit };
  let count = 0;
  for await (const page of await openProperty(database, { pda: PDA, property: 'rides', query })) {
    count += page.length;
  }
  if (count === 0) throw new Error('A question of the benchmark finds nothing.');
}

async function timeOf(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
