import { RUNTIMES } from '../core/model/runtime.ts';

const NOTICE_DAYS = 90;
const DAY_MS = 86_400_000;

/** Warns when AWS no longer supports a runtime, or will stop within 90 days. */
export function runtimeWarning(id: string, runtime: string, now: Date): string | undefined {
  const end = RUNTIMES[runtime]?.supportEnds;
  if (!end) return undefined;
  const daysLeft = (Date.parse(end) - now.getTime()) / DAY_MS;
  if (daysLeft > NOTICE_DAYS) return undefined;
  const state = daysLeft > 0 ? `will be deprecated on ${end}` : `has been deprecated since ${end}`;
  return `${id}: ${runtime} ${state}; move "runtime" to a newer one`;
}
