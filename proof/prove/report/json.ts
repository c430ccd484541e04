import * as z from 'zod/mini';
import type { Proof } from '../prove.ts';

const findingSchema = z.strictObject({
  stack: z.string(),
  logicalId: z.string(),
  path: z.string(),
  found: z.string(),
  expected: z.string(),
});
const edgeSchema = z.strictObject({
  from: z.string(),
  to: z.string(),
  isOpen: z.boolean(),
  by: z.array(z.string()),
  why: z.string(),
});

/** What `npm run prove -- --json` prints. */
export const reportSchema = z.strictObject({
  holds: z.boolean(),
  claims: z.array(
    z.strictObject({
      name: z.string(),
      sentence: z.string(),
      closes: z.string(),
      holds: z.boolean(),
      evidence: z.array(z.strictObject({ resource: z.string(), says: z.string() })),
      violations: z.array(findingSchema),
    }),
  ),
  reach: z.array(
    z.strictObject({
      lambdas: z.array(z.string()),
      edges: z.array(edgeSchema),
      reaches: z.array(z.string()),
      serviceActions: z.array(z.string()),
    }),
  ),
});

/** A proof for machines; the same templates give the same text. */
export function jsonReport({ verdicts, reach }: Proof): string {
  const claims = verdicts.map(({ name, sentence, closes, holds, evidence, violations }) => ({
    name,
    sentence,
    closes,
    holds,
    evidence,
    violations,
  }));
  return JSON.stringify({ holds: verdicts.every(({ holds }) => holds), claims, reach }, null, 2);
}
