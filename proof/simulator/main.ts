import { randomInt } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Command, InvalidArgumentError, Option } from 'commander';
import { MemoryWatch } from './cli/memory.ts';
import { type PlayId, plays, replayCommand } from './cli/plays.ts';
import { playAll } from './cli/pool.ts';
import { Tally } from './cli/tally.ts';
import type { Report } from './cli/worker.ts';
import { SCENARIO_NAMES, type Scenario } from './faults/profile.ts';
import { simulate } from './simulate.ts';

interface Options {
  readonly seeds?: number;
  readonly seed?: number;
  readonly scenario?: Scenario;
  readonly executions?: number;
  readonly jobs: number;
}

const WORKER = fileURLToPath(new URL('./cli/worker.ts', import.meta.url));
const DEFAULT_SEEDS = 200;
/** Lines of a trace that are shown before what went wrong; the whole is one command away. */
const TRACE_LINES = 80;

/** `npm run sim -- --seeds N --seed S --scenario NAME` */
const options = new Command('sim')
  .description("play the engine's own code on simulated ports, and hold it to its invariants")
  .option(
    '--seeds <n>',
    `how many plays (${DEFAULT_SEEDS}, or one with its trace when --seed is given)`,
    readCount,
  )
  .option('--seed <n>', 'the first seed; always another one without', readNumber)
  .addOption(new Option('--scenario <name>', 'always this one').choices(SCENARIO_NAMES))
  .option(
    '--executions <n>',
    'plays until so many executions, and fails if memory grows by a tenth',
    readCount,
  )
  .option('--jobs <n>', 'processes', readCount, availableParallelism())
  .parse()
  .opts<Options>();

if (options.seeds && options.executions) {
  console.error('--seeds and --executions both say when to stop: give one of them.');
  process.exit(1);
}
const isReplay = options.seed !== undefined && options.seeds === undefined && !options.executions;
process.exitCode = (await (isReplay ? replay(options) : playMany(options))) ? 0 : 1;

async function replay({ seed = 0, scenario }: Options): Promise<boolean> {
  const { value: play } = plays(seed, scenario).next();
  const { trace, violation } = await simulate({ ...play, isTraced: true });
  console.log(trace.join('\n'));
  console.log(violation ? `\n${violation.message}` : '\nEvery invariant held.');
  return violation === undefined;
}

async function playMany({ seeds, seed, scenario, executions, jobs }: Options): Promise<boolean> {
  const first = seed ?? randomInt(2 ** 31);
  const most = executions ? Number.POSITIVE_INFINITY : (seeds ?? DEFAULT_SEEDS);
  console.log(`seeds from ${first}${scenario ? `, scenario ${scenario}` : ', every scenario in turn'}`);
  const [tally, memory] = [new Tally(), new MemoryWatch()];
  let broken: PlayId | undefined;
  const start = performance.now();
  const pool = { worker: WORKER, plays: upTo(most, plays(first, scenario)), jobs };
  await playAll(pool, ({ outcomes, heapBytes }: Report, worker) => {
    for (const outcome of outcomes) tally.add(outcome);
    memory.add(worker, heapBytes);
    broken ??= outcomes.find(({ violation }) => violation);
    return !broken && tally.total.executions < (executions ?? Number.POSITIVE_INFINITY);
  });
  const minutes = (performance.now() - start) / 60_000;
  console.log(tally.table());
  console.log(
    `${Math.round(tally.total.plays / minutes).toLocaleString('en-GB')} plays a minute; ${memory.describe()}`,
  );
  if (broken) await tell(broken);
  if (!memory.isFlat && executions) console.error('Memory grows with what is played: something is kept.');
  const isTold = memory.growth !== undefined && memory.isFlat;
  return !broken && (isTold || !executions);
}

async function tell(play: PlayId): Promise<void> {
  const { trace, violation } = await simulate({ ...play, isTraced: true });
  const end = trace.findIndex((line) => line.includes('VIOLATION')) + 1;
  console.error(trace.slice(Math.max(0, end - TRACE_LINES), end).join('\n'));
  console.error(`\n${violation?.message}\nSeed ${play.seed}. The whole trace: ${replayCommand(play)}`);
}

function* upTo(most: number, all: Iterable<PlayId>): Generator<PlayId> {
  let count = 0;
  for (const play of all) {
    if (count++ >= most) return;
    yield play;
  }
}

function readNumber(text: string): number {
  if (!/^\d{1,10}$/.test(text)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(text);
}

function readCount(text: string): number {
  if (!/^[1-9]\d{0,7}$/.test(text)) throw new InvalidArgumentError('It must be a whole number from 1.');
  return Number(text);
}
