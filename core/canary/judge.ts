import type { CanaryBreach, CanaryVerdict } from '../model/canary-verdict.ts';
import type { CanaryItem } from './canary-item.ts';
import { answersIn, type Exchanged, echoOf, exchanged } from './heartbeat.ts';

/** So long a heartbeat may take to come back: queues, a new environment in the sealed network, and a first call. */
const ANSWER_WITHIN_MS = 2 * 60_000;
/** So long after its first beat the canary may still be without its function: a deployment is under way. */
const BORN_WITHIN_MS = 3_600_000;

export interface Judgement {
  readonly verdict: CanaryVerdict;
  /** Seconds since the newest heartbeat was saved that has the right answer; undefined when none is kept. */
  readonly ageSeconds: number | undefined;
  /** What the function found open when it gave the answers that are kept, each once. */
  readonly breaches: readonly CanaryBreach[];
}

/**
 * Judges the newest heartbeat whose time is over; a younger one may still be on its way. What was found open is told
 * whichever heartbeat it came back with, for as long as the answer is kept: it may come after the next heartbeat.
 */
export function judge(item: CanaryItem, now: Date): Judgement {
  const all = exchanged(item);
  const due = all.findLast(({ savedAt }) => now.getTime() - savedAt.getTime() >= ANSWER_WITHIN_MS);
  const right = all.findLast((one) => verdictOn(one) === 'answered');
  const ageSeconds = right && Math.max(0, Math.round((now.getTime() - right.savedAt.getTime()) / 1000));
  const breaches = [...new Set(answersIn(item).flatMap((answer) => answer.breaches))];
  const verdict = due ? verdictOn(due) : beforeTheFirst(item, now);
  return { verdict: breaches.length > 0 ? 'breached' : verdict, ageSeconds, breaches };
}

function verdictOn({ nonce, answers }: Exchanged): CanaryVerdict {
  if (answers.some(({ breaches }) => breaches.length > 0)) return 'breached';
  if (answers.some(({ echo }) => echo !== echoOf(nonce))) return 'wrong';
  if (answers.length > 1) return 'doubled';
  return answers.length === 1 ? 'answered' : 'unanswered';
}

function beforeTheFirst({ bornAt, agreedAt }: CanaryItem, now: Date): CanaryVerdict {
  const age = bornAt === undefined ? 0 : now.getTime() - new Date(bornAt).getTime();
  return agreedAt === undefined && age > BORN_WITHIN_MS ? 'refused' : 'waiting';
}
