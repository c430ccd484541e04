import type { Busy, QueueAtWork } from './busy.ts';
import { ITEM_BYTES, PDA_REQUESTS, UNITS_OF_A_RUN, UNITS_OF_AN_EVENT } from './calls.ts';
import { ENGINE, LATENCY } from './engine.ts';
import { catalogueReads, unwrapped } from './limits.ts';
import { type Load, pairsOf, type Rates, ratesOf } from './load.ts';
import type { Prices } from './prices.ts';
import { meanInvocationTime } from './service-time.ts';

/** What a million runs cost of one thing, in USD. */
export interface CostLine {
  readonly name: string;
  readonly usd: number;
}

/** What lines are made of. */
interface Costing {
  readonly load: Load;
  readonly busy: Busy;
  readonly rates: Rates;
  readonly usd: Prices['usd'];
}

const MILLION = 1e6;
const MONTH_S = 30 * 86_400;
const GB = 1e9;
const MB_OF_GB = 1_024;

/** Of a million runs of the engine's flow, on average over the day. */
export function costOf(load: Load, busy: Busy, { usd }: Prices): readonly CostLine[] {
  const costing = { load, busy, usd, rates: ratesOf(load, 1) };
  return [
    ...functionLines(costing),
    ...tableLines(costing),
    ...messageLines(costing),
    line('executor Lambda', lambda(costing, busy.executor, ENGINE.executor.memory)),
    line('dispatcher Lambda', lambda(costing, busy.dispatcher, ENGINE.dispatcher.memory) / load.runsPerEvent),
    ...keepingLines(costing),
  ];
}

export function totalOf(lines: readonly CostLine[]): number {
  return lines.reduce((sum, { usd }) => sum + usd, 0);
}

/** USD of a month of 30 days. */
export function monthOf(load: Load, perMillion: number): number {
  return (perMillion * ratesOf(load, 1).runs * MONTH_S) / MILLION;
}

/** The same whatever carries the flow: a sealed function is one Lambda, and one environment a person. */
function functionLines({ load, rates, usd }: Costing): readonly CostLine[] {
  const isArm = load.architecture === 'arm';
  const gb = load.memory / MB_OF_GB;
  const seconds = meanInvocationTime(load, rates.newShare);
  const second = isArm ? usd.lambdaGbSecondArm : usd.lambdaGbSecondX86;
  const environment = isArm ? usd.tenantEnvironmentGbArm : usd.tenantEnvironmentGbX86;
  return [
    line('tenant environments', rates.newShare * gb * environment),
    line('functions', usd.lambdaRequest + gb * seconds * second),
  ];
}

function tableLines({ load, rates, usd }: Costing): readonly CostLine[] {
  const [event, run] = [UNITS_OF_AN_EVENT, UNITS_OF_A_RUN];
  const look = Math.ceil((load.inFlight * ITEM_BYTES.slot) / 4_096) / 2;
  const reads = event.statusesRead / load.runsPerEvent + run.statusesRead + look + PDA_REQUESTS / 2;
  const catalogue = catalogueReads(load, rates.events + rates.runs, load.functions) / rates.runs;
  return [
    line('DynamoDB, statuses written', (event.statusesWritten + run.statusesWritten) * usd.dynamodbWriteUnit),
    line('DynamoDB, due index', (event.indexEntries + run.indexEntries) * usd.dynamodbWriteUnit),
    line('DynamoDB, slots written', run.slotsWritten * usd.dynamodbWriteUnit),
    line('DynamoDB, records written', run.recordsWritten * usd.dynamodbWriteUnit),
    line('DynamoDB, read', (reads + catalogue) * usd.dynamodbReadUnit),
  ];
}

/** Sent one by one; received and deleted by batch. */
function messageLines({ load, busy, usd }: Costing): readonly CostLine[] {
  const request = usd.sqsRequest + usd.sqsFairRequest;
  const fed = ({ average }: QueueAtWork) => 1 + 2 / average.batchSize;
  const requests = fed(busy.executor) + fed(busy.dispatcher) / load.runsPerEvent;
  const apiSeconds = LATENCY.api / 1000;
  const api =
    usd.apiRequest + usd.lambdaRequest + gbSeconds(apiSeconds, ENGINE.api.memory) * usd.lambdaGbSecondArm;
  const wayIn = load.eventsBy === 'api' ? api : usd.eventbridgeEvent;
  return [
    line('SQS, with fair groups', requests * request),
    line(
      load.eventsBy === 'api' ? 'management API, data events' : 'EventBridge, data events',
      wayIn / load.runsPerEvent,
    ),
    line('EventBridge, outcomes', usd.eventbridgeEvent),
  ];
}

/** What is kept for later, and what leaves AWS. */
function keepingLines({ load, rates, usd }: Costing): readonly CostLine[] {
  const runsOfMonth = rates.runs * MONTH_S;
  const stored = usd.dynamodbGbMonth + usd.dynamodbBackupGbMonth;
  const months = load.keptDays / 30;
  const logGb = load.logBytes / GB;
  const statusGb = (pairsOf(load) * ITEM_BYTES.status) / GB;
  // What is written, and as much again of requests and their headers.
  const out = (load.records * load.recordBytes * WRITTEN_SHARE + 2_000) / GB;
  const fixed = ENGINE.keys * usd.kmsKeyMonth + ENGINE.secrets * usd.secretMonth;
  return [
    line('execution records kept', (ITEM_BYTES.record / GB) * months * stored),
    line('statuses kept', (statusGb * stored) / runsOfMonth),
    line('logs', logGb * (usd.logsGbIngested + months * usd.logsGbMonth)),
    line('to PDAs over the internet', out * usd.transferOutGb),
    line('KMS', (unwrapped(load, rates.runs) / rates.runs) * usd.kmsRequest),
    line('keys and secrets', fixed / runsOfMonth),
  ];
}

/** A run derives so much of what it reads. */
const WRITTEN_SHARE = 0.1;

/** Per message: a batch is one invocation, as long as its slowest message. */
function lambda({ usd }: Pick<Costing, 'usd'>, { average }: QueueAtWork, memory: number): number {
  const { batchSize, batchSeconds } = average;
  return (usd.lambdaRequest + gbSeconds(batchSeconds, memory) * usd.lambdaGbSecondArm) / batchSize;
}

function gbSeconds(seconds: number, memory: number): number {
  return (seconds * memory) / MB_OF_GB;
}

/** @param each USD of one run */
function line(name: string, each: number): CostLine {
  return { name, usd: each * MILLION };
}
