import { minusPeriod } from '../model/period.ts';
import type { Trigger } from '../model/trigger.ts';

/** Whether new data alone makes a function run now. Periods are strict and by the calendar. */
export function isDue(trigger: Trigger, lastExecution: string | undefined, now: Date): boolean {
  switch (trigger.triggerType) {
    case 'individual':
      return true;
    case 'manual':
      return false;
    case 'periodic':
      return lastExecution === undefined || new Date(lastExecution) < minusPeriod(now, trigger.period);
  }
}
