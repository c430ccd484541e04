import type { Attempt } from '../model/function-status.ts';
import { plusMonths } from '../model/period.ts';

const MONTHS_BACK = 6;
const MONTHS_AHEAD = 3;

/** What a bundle call is given: ISO 8601 with milliseconds in UTC. */
export interface BundleDates {
  readonly fromDate: string;
  readonly untilDate: string;
}

/**
 * The span of source dates a function is told when asked for its bundle; not the window of the run. Taken from
 * the attempt's start and rounded to the minute, so that a repeated attempt asks the same and dates carry little.
 */
export function bundleDates(
  attempt: Pick<Attempt, 'at' | 'useAll'>,
  processedUntil: string | undefined,
): BundleDates {
  const at = new Date(attempt.at);
  const usual = processedUntil ? new Date(processedUntil) : plusMonths(at, -MONTHS_BACK);
  return {
    fromDate: toMinute(attempt.useAll ? new Date(0) : usual),
    untilDate: toMinute(plusMonths(at, MONTHS_AHEAD)),
  };
}

function toMinute(date: Date): string {
  return new Date(Math.floor(date.getTime() / 60_000) * 60_000).toISOString();
}
