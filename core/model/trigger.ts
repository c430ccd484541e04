import * as z from 'zod/mini';
import { periodSchema } from './period.ts';

/** When a function runs: at most once a period, on every data event, or only when its owner asks. */
export const triggerSchema = z.discriminatedUnion('triggerType', [
  z.object({ triggerType: z.literal('periodic'), period: periodSchema }),
  z.object({ triggerType: z.literal('individual') }),
  z.object({ triggerType: z.literal('manual') }),
]);
export type Trigger = z.infer<typeof triggerSchema>;
