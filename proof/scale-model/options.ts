import { Command, InvalidArgumentError, Option } from 'commander';
import { AWS } from './aws-limits.ts';
import { DEFAULT_LOAD, type Load } from './load.ts';
import { type Prices, readPrices } from './prices.ts';
import { SECTION_NAMES, type Section } from './report.ts';

/** What can be asked of the model: the load, the prices, and how it answers. */
export interface Asked {
  readonly load: Load;
  readonly prices: Prices;
  readonly section?: Section | undefined;
  readonly json: boolean;
}

/** As many as there are people; no Lambda runs for more than 15 minutes. */
const MOST_PDAS = 10_000_000_000;
const LONGEST_MS = 900_000;

const LIST_PRICES = 'lib/prices/eu-west-1.json';

type Options = Omit<Load, 'architecture' | 'eventsBy'> & {
  readonly arch: Load['architecture'];
  readonly eventsBy: Load['eventsBy'];
  readonly prices?: Prices;
  readonly section?: Section;
  readonly json: boolean;
};

/** `npm run scale-model -- --pdas 1000000 --events-per-day 20` */
export function readOptions(args: readonly string[]): Asked {
  const program = command().parse(args, { from: 'user' });
  const options = program.opts<Options>();
  const { arch: architecture, prices = readPrices(LIST_PRICES), section, json, ...load } = options;
  if (load.functionsPerPda > load.functions) {
    const found = `--functions-per-pda is ${load.functionsPerPda}, but there are ${load.functions} --functions`;
    program.error(`error: ${found}: a PDA enables each once at most.`);
  }
  return { load: { ...load, architecture }, prices, section, json };
}

function command(): Command {
  const load = DEFAULT_LOAD;
  const program = new Command('scale-model')
    .description('compute what a load needs, what breaks first and what it costs; asks nobody')
    .option('--pdas <n>', 'PDAs', upTo(MOST_PDAS), load.pdas)
    .option('--events-per-day <n>', 'data events of one PDA in a day', positive, load.eventsPerDay)
    .option('--peak <n>', "the busiest moment's rate over the day's average", atLeastOne, load.peak)
    .option('--functions <n>', 'functions in the registry', positive, load.functions)
    .option('--functions-per-pda <n>', 'functions that one PDA has enabled', positive, load.functionsPerPda)
    .option('--runs-per-event <n>', 'functions that an event makes run', positive, load.runsPerEvent)
    .option('--top-share <share>', "of all runs, the most used function's", share, load.topShare)
    .option('--memory <mb>', 'of a function', memory, load.memory)
    .option('--duration <ms>', 'median of what a function takes', upTo(LONGEST_MS), load.duration)
    .option('--cold <ms>', 'median of starting an environment', upTo(LONGEST_MS), load.cold)
    .addOption(
      new Option('--arch <name>', 'of the functions').choices(['arm', 'x86']).default(load.architecture),
    );
  return withEngine(program);
}

/** What a run asks of PDAs, what the account and the stage allow, and how to answer. */
function withEngine(program: Command): Command {
  const load = DEFAULT_LOAD;
  return program
    .option('--records <n>', 'records that a run reads', positive, load.records)
    .option('--record-bytes <n>', 'bytes of a record', positive, load.recordBytes)
    .option('--pda-latency <ms>', 'median of a request to a PDA', positive, load.pdaLatency)
    .option('--idle <minutes>', 'how long an idle environment stays; AWS documents none', positive, load.idle)
    .option('--new-environments <share>', 'of runs that need one (default: by --idle)', share)
    .option(
      '--concurrency <n>',
      'concurrent executions that the account may have',
      positive,
      load.concurrency,
    )
    .option(
      '--executors <n>',
      '`executorConcurrency` of the stage',
      upTo(AWS.mostBatchesPerQueue),
      load.executors,
    )
    .option('--in-flight <n>', '`inFlightPerFunction` of the stage', positive, load.inFlight)
    .addOption(
      new Option('--events-by <way>', 'how PDAs tell of data').choices(['api', 'bus']).default(load.eventsBy),
    )
    .option('--log-bytes <n>', 'log of a run', positive, load.logBytes)
    .option('--kept-days <n>', 'for how long records and logs are kept', positive, load.keptDays)
    .option('--outage <minutes>', 'for which all PDAs are away', positive, load.outage)
    .option('--burst <n>', 'events that one PDA sends at once', positive, load.burst)
    .option('--seed <text>', 'another one draws other times', load.seed)
    .option('--prices <file>', `what AWS charges (default: ${LIST_PRICES})`, pricesIn)
    .addOption(new Option('--section <name>', 'print only this').choices(SECTION_NAMES))
    .option('--json', 'print all figures as JSON', false);
}

function positive(text: string): number {
  const value = Number(text);
  if (!(value > 0) || !Number.isFinite(value)) throw new InvalidArgumentError('It must be a number above 0.');
  return value;
}

function upTo(most: number): (text: string) => number {
  return (text) => {
    if (positive(text) > most)
      throw new InvalidArgumentError(`It must be a number above 0, and ${most} at most.`);
    return Number(text);
  };
}

function memory(text: string): number {
  const [least, most] = [AWS.leastMemory, AWS.mostMemory];
  if (Number.isInteger(Number(text)) && Number(text) >= least && Number(text) <= most) return Number(text);
  throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`);
}

function pricesIn(file: string): Prices {
  try {
    return readPrices(file);
  } catch (error) {
    throw new InvalidArgumentError(error instanceof Error ? error.message : String(error));
  }
}

function atLeastOne(text: string): number {
  if (positive(text) < 1) throw new InvalidArgumentError('It must be a number from 1.');
  return Number(text);
}

function share(text: string): number {
  if (positive(text) > 1) throw new InvalidArgumentError('It must be a number above 0, and 1 at most.');
  return Number(text);
}
