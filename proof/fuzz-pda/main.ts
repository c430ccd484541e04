import { randomInt } from 'node:crypto';
import { Command, InvalidArgumentError } from 'commander';
import { databasesAt } from './databases.ts';
import { fuzz } from './fuzz.ts';
import { openStage } from './stage.ts';

interface Options {
  readonly runs: number;
  readonly seed?: number;
  readonly path?: string;
}

/** `npm run fuzz:pda -- --runs N --seed S --path P` */
const options = new Command('fuzz:pda')
  .description(
    'ask the embedded PDA whatever comes to mind: it answers, never 5xx, and alike on every database',
  )
  .option('--runs <n>', 'how many stories, each of a few requests', readNumber, 1_000)
  .option('--seed <n>', 'always another one without', readNumber)
  .option('--path <path>', 'of a fault that was found under the seed: only that is played')
  .parse()
  .opts<Options>();

process.exitCode = (await run(options)) ? 0 : 1;

async function run({ runs, seed = randomInt(2 ** 31), path }: Options): Promise<boolean> {
  const { SHE_PDA_DATABASE_URL: url } = process.env;
  const stage = await openStage(url ? databasesAt(url) : undefined);
  const { servers } = stage;
  console.log(`seed ${seed}, on ${servers.map(({ name }) => name).join(' and ')}`);
  if (!url) console.log('not compared with PostgreSQL: SHE_PDA_DATABASE_URL names no server');
  try {
    const start = performance.now();
    const result = await fuzz(stage, { runs, seed, path, onFault });
    const seconds = (performance.now() - start) / 1000;
    if (result.fault) {
      console.error(result.fault.description);
      console.error(`\nAgain: npm run fuzz:pda -- --seed ${seed} --path "${result.fault.path}"`);
      return false;
    }
    const counts = [...result.answers].toSorted(([a], [b]) => (a < b ? -1 : 1));
    const requests = counts.reduce((sum, [, count]) => sum + count, 0);
    for (const [answer, count] of counts) console.log(`${answer}: ${count}`);
    const told = `${result.runs} stories, ${requests} requests to each`;
    console.log(
      `${told}, in ${Math.round(seconds)} s (${Math.round(result.runs / seconds)} stories a second)`,
    );
    return true;
  } finally {
    await stage.close();
  }
}

/** What is left of it when it was made smaller comes last. */
function onFault({ message }: Error): void {
  console.error(`${message}\n`);
}

function readNumber(text: string): number {
  if (!/^\d{1,10}$/.test(text)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(text);
}
