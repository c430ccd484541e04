import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as z from 'zod/mini';

const priceSchema = z.object({ usd: z.number() });
const fileSchema = z.object({
  region: z.string(),
  checked: z.iso.date(),
  prices: z.object({
    lambdaRequest: priceSchema,
    lambdaGbSecondArm: priceSchema,
    dynamodbWriteUnit: priceSchema,
    dynamodbReadUnit: priceSchema,
    sqsRequest: priceSchema,
    logsGbIngested: priceSchema,
  }),
});

/** What AWS charges, in USD, without discounts and free tiers; `region` and `checked` say where and when. */
export type ListPrices = z.infer<typeof fileSchema>;

const READ = 'eu-west-1';
const fileOf = (region: string) => fileURLToPath(new URL(`${region}.json`, import.meta.url));

/** Of a region, if somebody has looked its prices up, or of Ireland. */
export function listPrices(region: string = READ): ListPrices {
  const file = existsSync(fileOf(region)) ? fileOf(region) : fileOf(READ);
  return fileSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
}
