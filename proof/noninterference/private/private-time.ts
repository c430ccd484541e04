import type { Random } from '../../../local/sample/random.ts';

/** What of a time is not private in `times`: in which tick it is. */
export const LONGEST_TICK_MS = 100;
/** Pauses may be a quarter of the time that was taken: of a clock whose steps are four ticks, that is whole ticks. */
export const QUARTER = 4;

const MOST_QUARTERS = 19;

/** How much longer a call takes for what the function saw, ms; with a quarter of it added, still less than a tick. */
export const lateBy = (seen: Random): number => QUARTER * seen.between(1, MOST_QUARTERS);

/** A time (ISO 8601) or a duration (ms), in ticks. */
export function inTicks(value: unknown): number {
  const milliseconds = typeof value === 'string' ? Date.parse(value) : Number(value);
  return Math.floor(milliseconds / LONGEST_TICK_MS);
}
