import { randomInt } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Command, InvalidArgumentError, Option } from 'commander';
import { playAll } from '../simulator/cli/pool.ts';
import { BREAK_NAMES, type BreakName } from './breaks.ts';
import type { Report } from './cli/worker.ts';
import { described } from './describe.ts';
import { capacityTable, channelTable, fieldTable } from './observe/capacity.ts';
import type { PairOutcome } from './pair.ts';
import { pairs } from './pairs.ts';
import { Tally } from './tally.ts';

interface Options {
  readonly pairs: number;
  readonly seed?: number;
  readonly break?: BreakName;
  readonly jobs: number;
  readonly tables?: boolean;
}

const WORKER = fileURLToPath(new URL('./cli/worker.ts', import.meta.url));
const DEFAULT_PAIRS = 1_000;

/** `npm run noninterference -- --pairs N --seed S --break NAME` */
const options = new Command('noninterference')
  .description('play the same twice on two private inputs: all that others can see must be the same')
  .option('--pairs <n>', 'how many', readCount, DEFAULT_PAIRS)
  .option('--seed <n>', 'of the first pair; always another one without', readNumber)
  .addOption(new Option('--break <name>', 'an engine that gives something away').choices(BREAK_NAMES))
  .option('--jobs <n>', 'processes', readCount, availableParallelism())
  .option('--tables', 'print what may differ, as docs/noninterference.md has it, and play nothing')
  .parse()
  .opts<Options>();

if (options.tables) console.log([channelTable(), capacityTable(), fieldTable()].join('\n\n'));
else process.exitCode = (await play(options)) ? 0 : 1;

async function play({ pairs: count, seed, jobs, break: leak }: Options): Promise<boolean> {
  const first = seed ?? randomInt(2 ** 31);
  console.log(`seeds from ${first}${leak ? `, and the engine is broken: ${leak}` : ''}`);
  const tally = new Tally();
  const start = performance.now();
  let broken: PairOutcome | undefined;
  const pool = { worker: WORKER, plays: pairs(first, count, leak), jobs };
  await playAll(pool, ({ outcomes }: Report) => {
    for (const outcome of outcomes) tally.add(outcome);
    broken ??= outcomes.find(({ difference, fault }) => difference ?? fault);
    return !broken;
  });
  console.log(`${tally.table()}\n`);
  if (broken) return tell(broken);
  const { doubts } = tally;
  for (const doubt of doubts) console.error(`This shows nothing: ${doubt}.`);
  if (leak) console.error(`Nobody noticed: ${leak}.`);
  console.log(capacityTable());
  const seconds = Math.round((performance.now() - start) / 1000);
  console.log(
    `\n${tally.pairs.toLocaleString('en-GB')} pairs in ${seconds} s; what is not in this list was the same.`,
  );
  return doubts.length === 0;
}

function tell(pair: PairOutcome): false {
  console.error(described(pair));
  return false;
}

function readNumber(text: string): number {
  if (!/^\d{1,10}$/.test(text)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(text);
}

function readCount(text: string): number {
  if (!/^[1-9]\d{0,6}$/.test(text)) throw new InvalidArgumentError('It must be a whole number from 1.');
  return Number(text);
}
