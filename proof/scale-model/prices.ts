import { readFileSync } from 'node:fs';
import * as z from 'zod/mini';
import { ENGLISH } from '../../core/model/english.ts';

const PRICES = {
  lambda: ['lambdaRequest', 'lambdaGbSecondArm', 'lambdaGbSecondX86'],
  tenants: ['tenantEnvironmentGbArm', 'tenantEnvironmentGbX86'],
  dynamodb: ['dynamodbWriteUnit', 'dynamodbReadUnit', 'dynamodbGbMonth', 'dynamodbBackupGbMonth'],
  messages: ['sqsRequest', 'sqsFairRequest', 'eventbridgeEvent', 'apiRequest'],
  watching: ['logsGbIngested', 'logsGbMonth', 'metricMonth', 'alarmMonth'],
  keys: ['kmsRequest', 'kmsKeyMonth', 'secretMonth'],
  transfer: ['transferOutGb'],
  stepFunctions: ['stepFunctionsTransition', 'stepFunctionsExpressRequest', 'stepFunctionsExpressGbSecond'],
} as const;

export type PriceName = (typeof PRICES)[keyof typeof PRICES][number];

const names: readonly PriceName[] = Object.values(PRICES).flat();

const priceFileSchema = z
  .strictObject({
    region: z.string(),
    currency: z.literal('USD'),
    /** When somebody last looked. */
    checked: z.iso.date(),
    sources: z.record(z.string(), z.string()),
    prices: z.record(
      z.string(),
      z.strictObject({ usd: z.number().check(z.positive()), unit: z.string(), source: z.string() }),
    ),
  })
  .check(
    z.refine(({ prices }) => names.every((name) => name in prices), {
      error: ({ input }) =>
        `lacks ${names.filter((name) => !(name in ((input as { prices?: object }).prices ?? {}))).join(', ')}`,
    }),
    z.refine(({ prices, sources }) => Object.values(prices).every(({ source }) => source in sources), {
      error: 'names a source that is not among its `sources`',
    }),
  );

/** What AWS charges in a region, without discounts and free tiers. */
export interface Prices {
  readonly region: string;
  readonly checked: string;
  /** USD of one unit. */
  readonly usd: Readonly<Record<PriceName, number>>;
}

/** @throws Error that says in one line what is wrong with the file */
export function readPrices(file: string): Prices {
  const read = priceFileSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')), ENGLISH);
  if (!read.success) {
    const problems = read.error.issues.map(({ path, message }) => [...path, message].join(': '));
    throw new Error(`It is no price file: ${problems.join('; ')}. One is lib/prices/eu-west-1.json.`);
  }
  const { region, checked, prices } = read.data;
  const usd = Object.fromEntries(Object.entries(prices).map(([name, price]) => [name, price.usd]));
  return { region, checked, usd: usd as Record<PriceName, number> };
}
