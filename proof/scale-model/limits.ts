import { MOST_TOKENS } from '../../adapters/dynamodb/data-key-shelf.ts';
import { DUE_SHARDS } from '../../adapters/dynamodb/due-index.ts';
import { MOST_KEYS_KEPT } from '../../adapters/kms/kms-data-keys.ts';
import { CATALOGUE_AGE_MS } from '../../core/execute/timing.ts';
import { AWS } from './aws-limits.ts';
import type { Busy } from './busy.ts';
import { CALLS_OF_A_RUN, ITEM_BYTES, UNITS_OF_A_RUN, UNITS_OF_AN_EVENT } from './calls.ts';
import { ENGINE } from './engine.ts';
import { activeOf, type Load, ratesOf, topPairsOf } from './load.ts';

/** Something that there is only so much of. What is used of it grows with the PDAs. */
export interface Limit {
  readonly name: string;
  /** At the busiest moment. */
  readonly used: number;
  readonly most: number;
  readonly unit: string;
  /** Whose it is: how AWS is made, what AWS raises on request, what a stage sets, or a line of the engine. */
  readonly whose: 'AWS' | 'AWS, raisable' | 'stage' | 'engine';
  /** What happens beyond it. */
  readonly beyond: string;
}

/** All that bounds the engine, the first to break first. */
export function limitsOf(load: Load, busy: Busy): readonly Limit[] {
  const limits = [...lambdaLimits(load, busy), ...tableLimits(load), ...wayInLimits(load, busy)];
  return limits.toSorted((one, other) => other.used / other.most - one.used / one.most);
}

/** PDAs up to which a limit holds, all else alike. */
export function holdsTo({ pdas }: Load, { used, most }: Limit): number {
  return (pdas * most) / used;
}

function lambdaLimits(load: Load, { executor, runSeconds, invocationSeconds }: Busy): readonly Limit[] {
  const { runs, topRuns } = ratesOf(load, load.peak);
  const topPairs = topPairsOf(load);
  const alive = activeOf(topPairs, topRuns / topPairs, load.idle * 60 + invocationSeconds);
  const invoked = runs * CALLS_OF_A_RUN['invoker.invoke'];
  const executing = Math.min(load.executors, (runs * runSeconds) / ENGINE.executor.batch);
  return [
    {
      ...{ name: 'tenant environments of the most used function', used: alive, whose: 'AWS, raisable' },
      most: (load.concurrency / 1_000) * AWS.environmentsPerThousand,
      unit: 'at work or idle',
      beyond: 'Lambda answers 429; the run waits, nothing is lost',
    },
    {
      ...{ name: 'executor', used: runs, most: executor.capacity, whose: 'stage', unit: 'runs/s' },
      beyond: 'execution requests wait in their queue',
    },
    {
      ...{ name: 'slots of the most used function', used: topRuns * invocationSeconds, whose: 'stage' },
      ...{
        most: load.inFlight,
        unit: 'invocations at once',
        beyond: 'its runs wait for a slot, others do not',
      },
    },
    {
      ...{ name: 'concurrent executions of the account', most: load.concurrency, whose: 'AWS, raisable' },
      ...{ used: executing + invoked * invocationSeconds, unit: 'at once' },
      beyond: 'Lambda answers 429; the run waits',
    },
    {
      ...{ name: 'invocations of the most used function', used: topRuns, whose: 'AWS, raisable', unit: '/s' },
      most: load.concurrency * AWS.invocationsPerConcurrency,
      beyond: 'Lambda answers 429; the run waits',
    },
  ];
}

function tableLimits(load: Load): readonly Limit[] {
  const { events, runs, topRuns } = ratesOf(load, load.peak);
  const entries = runs * (UNITS_OF_AN_EVENT.indexEntries + UNITS_OF_A_RUN.indexEntries);
  const written = runs * (UNITS_OF_AN_EVENT.statusesWritten + UNITS_OF_A_RUN.statusesWritten);
  const look = Math.ceil((load.inFlight * ITEM_BYTES.slot) / 4_096) / 2;
  const pair = ratesOf(load, load.peak).pairRuns * load.functionsPerPda;
  const throttled = 'DynamoDB throttles; requests come again from their queue';
  return [
    {
      ...{ name: `due index, each of ${DUE_SHARDS} shards`, used: entries / DUE_SHARDS, whose: 'engine' },
      ...{
        most: AWS.partitionWrites,
        unit: 'writes/s',
        beyond: 'DynamoDB throttles every write of a status',
      },
    },
    {
      ...{ name: 'statuses, the whole table', used: written, most: AWS.tableWrites, whose: 'AWS, raisable' },
      ...{ unit: 'writes/s', beyond: throttled },
    },
    {
      ...{ name: 'slots of the most used function, written', used: topRuns * UNITS_OF_A_RUN.slotsWritten },
      ...{
        most: AWS.partitionWrites,
        whose: 'AWS',
        unit: 'writes/s',
        beyond: 'counts as full: its runs wait',
      },
    },
    {
      ...{ name: 'slots of the most used function, read', used: topRuns * look, most: AWS.partitionReads },
      ...{ whose: 'AWS', unit: 'reads/s', beyond: 'counts as full: its runs wait' },
    },
    {
      ...{
        name: 'catalogue entry of the most used function',
        whose: 'AWS',
        unit: 'reads/s',
        beyond: throttled,
      },
      ...{ used: catalogueReads(load, events + runs, 1), most: AWS.partitionReads },
    },
    {
      ...{ name: 'statuses of one PDA', used: pair * UNITS_OF_A_RUN.statusesWritten, whose: 'AWS' },
      ...{ most: AWS.partitionWrites, unit: 'writes/s', beyond: throttled },
    },
  ];
}

/**
 * Each process reads a function that it meets once in 20 s; every run and every event of it asks.
 *
 * @param asked how often a second they do, for so many functions together
 * @returns units
 */
export function catalogueReads({ executors }: Load, asked: number, functions: number): number {
  const processes = executors + ENGINE.dispatcher.batches;
  const most = (functions * processes * 1_000) / CATALOGUE_AGE_MS;
  return Math.min(asked, most) * Math.ceil(ITEM_BYTES.catalogueEntry / 4_096);
}

function wayInLimits(load: Load, { dispatcher }: Busy): readonly Limit[] {
  const { events, runs } = ratesOf(load, load.peak);
  const throughApi: Limit = {
    ...{ name: 'management API', used: events, most: ENGINE.api.requestsPerSecond, whose: 'engine' },
    ...{ unit: 'requests/s', beyond: 'answers 429; PDAs send again' },
  };
  return [
    ...(load.eventsBy === 'api' ? [throughApi] : []),
    {
      ...{ name: 'dispatcher', used: events, most: dispatcher.capacity, whose: 'engine', unit: 'events/s' },
      beyond: 'data events wait in their queue',
    },
    {
      ...{ name: 'EventBridge', used: runs + (load.eventsBy === 'bus' ? events : 0), most: AWS.eventsPut },
      ...{ whose: 'AWS, raisable', unit: 'events/s', beyond: 'an outcome is not told; a PDA sends again' },
    },
    {
      ...{ name: 'KMS', used: unwrapped(load, runs), most: AWS.kmsOperations, whose: 'AWS, raisable' },
      ...{ unit: 'operations/s', beyond: "the run fails as the PDA's would, and comes again" },
    },
  ];
}

/** Tokens of so many PDAs are sealed with one key, which a process keeps for an hour, if it need not keep too many. */
export function unwrapped({ pdas, executors }: Load, runs: number): number {
  const keys = Math.max(1, pdas / MOST_TOKENS);
  const missed = runs * Math.max(0, 1 - MOST_KEYS_KEPT / keys);
  return Math.max(missed, Math.min(runs, (executors * Math.min(keys, MOST_KEYS_KEPT)) / 3_600));
}
