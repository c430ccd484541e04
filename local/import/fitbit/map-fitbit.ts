import * as z from 'zod/mini';
import { type Json, omittable } from '../../../core/model/json.ts';
import { fieldAtFault } from '../field-at-fault.ts';
import type { Mapped } from '../import-item.ts';
import { dayOf, momentOf } from './american-dates.ts';

const logId = z.union([z.number(), z.string()]);
const moment = readable(momentOf);

// Only what the feeds have is kept: whatever a later export adds or recounts, it gives the same records.
const sleepSchema = z.object({
  logId,
  startTime: moment,
  endTime: moment,
  timeInBed: z.number(),
  minutesAsleep: z.number(),
  efficiency: omittable(z.number()),
  dateOfSleep: readable(dayOf),
});

const activitySchema = z.object({
  logId,
  activityName: z.string(),
  originalStartTime: moment,
  duration: z.number(),
  steps: omittable(z.number()),
  calories: omittable(z.number()),
  averageHeartRate: omittable(z.number()),
});

/** In the unit of whoever made the export: it does not say which, and is in pounds for most. */
const weightSchema = z.object({
  logId,
  weight: z.number(),
  bmi: omittable(z.number()),
  fat: omittable(z.number()),
  date: readable(dayOf),
  time: z.string().check(z.regex(/^\d{2}:\d{2}:\d{2}$/)),
});

/** An entry of `sleep-*.json` as the `fitbit/sleep` feed has it. */
export const mapSleep = mapped('a night', sleepSchema);

/** An entry of `exercise-*.json` as the `fitbit/activity` feed has it. */
export const mapActivity = mapped('an activity', activitySchema);

/** An entry of `weight-*.json` as the `fitbit/weight` feed has it. */
export const mapWeight = mapped('a weighing', weightSchema);

function mapped(what: string, schema: z.ZodMiniType<Json>): (value: Json) => Mapped {
  return (value) => {
    const parsed = schema.safeParse(value);
    return parsed.success ? { data: parsed.data } : { problem: fieldAtFault(what, parsed.error) };
  };
}

function readable(read: (text: string) => string | undefined) {
  return z.pipe(
    z.string().check(z.refine((text) => read(text) !== undefined)),
    z.transform((text: string): string => read(text) ?? text),
  );
}
