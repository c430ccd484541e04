import * as z from 'zod/mini';
import { GROUPS } from '../facts/fact.ts';
import type { Report } from './report.ts';

const group = z.enum(GROUPS);
const noteSchema = z.strictObject({ group, about: z.string(), says: z.string() });

/** What `npm run diff -- --json` prints. */
export const diffSchema = z.strictObject({
  base: z.string(),
  remark: z.optional(z.string()),
  /** Whether every widening is acknowledged. */
  passes: z.boolean(),
  widenings: z.array(noteSchema),
  narrowings: z.array(noteSchema),
  acknowledgements: z.array(z.strictObject({ group, count: z.int(), reason: z.string() })),
  changes: z.array(
    z.strictObject({
      group,
      stack: z.string(),
      logicalId: z.string(),
      type: z.string(),
      action: z.enum(['added', 'changed', 'replaced', 'removed']),
      values: z.array(
        z.strictObject({ name: z.string(), before: z.optional(z.unknown()), after: z.optional(z.unknown()) }),
      ),
      loses: z.optional(z.string()),
    }),
  ),
});

/** A report for machines; the same deployments give the same text. */
export function jsonReport({ base, remark, open, ...rest }: Report): string {
  const { widenings, narrowings, acknowledgements, changes } = rest;
  const passes = open.length === 0;
  return JSON.stringify({ base, remark, passes, widenings, narrowings, acknowledgements, changes }, null, 2);
}
