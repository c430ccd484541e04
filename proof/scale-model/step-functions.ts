import type { Busy } from './busy.ts';
import { type CostLine, costOf } from './cost.ts';
import { type Load, ratesOf } from './load.ts';
import type { Prices } from './prices.ts';
import { meanRunTime } from './service-time.ts';

/**
 * The same flow as a workflow: claim, look for a slot, take it, read, begin, invoke, give back, check, begin to write,
 * write, record, complete. What only moves items calls DynamoDB by itself; what speaks with PDAs or judges is a Lambda.
 */
const TRANSITIONS = 12;
const HELPERS = { lambdas: 3, memory: 512, ownSeconds: 0.03 };
/** Memory of an Express workflow is charged in steps of 64 MB. */
const EXPRESS_GB = 64 / 1_024;
const MILLION = 1e6;

export interface Workflow {
  readonly name: 'Standard' | 'Express';
  readonly lines: readonly CostLine[];
}

/** What a million runs would cost there: everything as here, but a workflow where the executor was. */
export function workflowsOf(load: Load, busy: Busy, prices: Prices): readonly Workflow[] {
  const { usd } = prices;
  const rates = ratesOf(load, 1);
  const isOurs = ({ name }: CostLine) => name === 'executor Lambda';
  const rest = costOf(load, busy, prices).filter((line) => !isOurs(line));
  const waiting = (2 * load.pdaLatency) / 1000 + HELPERS.lambdas * HELPERS.ownSeconds;
  const helpers =
    HELPERS.lambdas * usd.lambdaRequest + (waiting * HELPERS.memory * usd.lambdaGbSecondArm) / 1_024;
  const seconds = meanRunTime(load, rates.newShare);
  const express = usd.stepFunctionsExpressRequest + seconds * EXPRESS_GB * usd.stepFunctionsExpressGbSecond;
  const workflow = (name: Workflow['name'], each: number): Workflow => ({
    name,
    lines: [
      ...rest,
      { name: 'helper Lambdas', usd: helpers * MILLION },
      { name: 'state machine', usd: each * MILLION },
    ],
  });
  return [workflow('Standard', TRANSITIONS * usd.stepFunctionsTransition), workflow('Express', express)];
}
