import { randomUUID } from 'node:crypto';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { logGroupsOf, newestVersion, waitForAlarm } from './account.ts';
import type { CanaryFacts } from './facts.ts';
import { Canary, type Targets } from './orders.ts';
import { tryPowers } from './powers.ts';

const ROUNDS = 5;
const PRINTS = 10;

export interface Plan {
  /** Of the Lambda that is the canary. */
  readonly name: string;
  readonly alarm: string;
  readonly targets: Targets;
  /** @default its newest version */
  readonly qualifier?: string | undefined;
  /** Minutes to wait for the alarm. */
  readonly wait: number;
}

/** Lets the canary try everything, and asks the account what came of it. */
export async function gather(region: { readonly region?: string }, plan: Plan): Promise<CanaryFacts> {
  const { name, alarm, targets, qualifier, wait } = plan;
  const config = { ...region, maxAttempts: 2 };
  const lambda = new LambdaClient(config);
  const since = new Date();
  const canary = new Canary(lambda, name, qualifier ?? (await newestVersion(lambda, name)));
  const attempts = await canary.attempt(targets);
  const withoutTenant = await canary.withoutTenant();
  const rounds = await oneByOne(ROUNDS, () => canary.round());
  const printed = await oneByOne(PRINTS, () => canary.print());
  const where = await lambda.config.region();
  const powers = await tryPowers(await canary.credentials(), where, `/she-canary/${randomUUID()}`);
  const { variables, extras } = await canary.look();
  const alarmed = await waitForAlarm(new CloudWatchClient(config), { name: alarm, since, minutes: wait });
  return {
    ...{ withoutTenant, attempts, rounds, variables, extras, powers, alarmed },
    printing: { calls: PRINTS, failed: printed.filter((answered) => !answered).length },
    logGroups: await logGroupsOf(new CloudWatchLogsClient(config), name),
  };
}

/** At once they would get an environment each, and none would be used twice. */
async function oneByOne<T>(times: number, call: () => Promise<T>): Promise<readonly T[]> {
  const answers: T[] = [];
  while (answers.length < times) answers.push(await call());
  return answers;
}
