import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { openPglite } from '../../local/pda/store/pglite-database.ts';
import { openPostgres } from '../../local/pda/store/postgres-database.ts';
import type { Database } from '../../local/pda/store/sql.ts';
import { table, tooSlow } from './figures.ts';
import { type Measured, measure } from './measure.ts';

/** The slowest question is measured too. */
const UNHURRIED = { readMs: 600_000, otherMs: 600_000 };

/** `npm run bench:pda -- --records 100000 --rounds 20` */
const options = new Command('bench:pda')
  .description(
    'measure what reading and saving records costs, on the embedded database and, where SHE_PDA_DATABASE_URL names an ' +
      'empty database of a PostgreSQL server, there; fails when a read takes longer than it may',
  )
  .option('--records <n>', 'records of the one person', readCount, 100_000)
  .option('--rounds <n>', 'times each question is asked', readCount, 20)
  .option('--json', 'print every time as JSON', false)
  .parse()
  .opts<{ records: number; rounds: number; json: boolean }>();

const measured = [await embedded(), ...(await onServer())];
console.log(options.json ? JSON.stringify(measured) : table(measured));
const complaints = measured.flatMap((one) => tooSlow(one, options.records));
for (const complaint of complaints) console.error(complaint);
const [load = 0] = loadavg();
if (complaints.length > 0 && load > availableParallelism()) {
  console.error(`This machine is busy (load ${load.toFixed(1)}); measure again when it is not.`);
}
process.exitCode = complaints.length > 0 ? 1 : 0;

async function embedded(): Promise<Measured> {
  const folder = await mkdtemp(join(tmpdir(), 'she-bench-'));
  try {
    return await measureAndClose('PGlite', await openPglite(join(folder, 'pda'), UNHURRIED));
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function onServer(): Promise<readonly Measured[]> {
  const url = process.env.SHE_PDA_DATABASE_URL;
  if (url) return [await measureAndClose('PostgreSQL', await openPostgres(url, UNHURRIED))];
  console.error('Without SHE_PDA_DATABASE_URL no PostgreSQL server is measured.');
  return [];
}

async function measureAndClose(name: string, database: Database): Promise<Measured> {
  try {
    return await measure(name, database, options);
  } finally {
    await database.close();
  }
}

function readCount(text: string): number {
  if (!/^[1-9]\d{0,6}$/.test(text)) throw new InvalidArgumentError('It must be a number from 1.');
  return Number(text);
}
