import { CLOCK_SKEW_MS } from '../../core/execute/timing.ts';
import type { FunctionStatus } from '../../core/model/function-status.ts';
import { isWithinScope, type Scope } from '../../core/model/scope.ts';
import { type Attempt, type Item, type Lease, NARROW, NONE, type Time, WIDE, type Width } from './item.ts';

/** Where and when a status is looked at. */
export interface View {
  readonly now: Date;
  /** Place of a cursor in its PDA's creation order; the beginning, 0, for none. */
  readonly position: (cursor: string | undefined) => number;
}

/** What the model sees of a status. */
export function abstract(status: FunctionStatus, view: View, agreed: Width = widthOf(status)): Item {
  const { enabled, epoch, dirty, failures, leaseToken, requested, notBefore } = status;
  return {
    ...{ enabled, epoch, dirty, failures, leaseToken, agreed },
    cursor: view.position(status.cursor),
    requested: requested ? (requested.useAll ? 'all' : 'new') : 'no',
    paused: notBefore !== undefined && new Date(notBefore) > view.now,
    attempt: status.attempt && abstractAttempt(status.attempt, view),
    lease: status.lease && abstractLease(status.lease, view.now),
  };
}

/** Of two scopes only which one is wider counts. */
export function widthsOf(before: FunctionStatus, after: FunctionStatus): readonly [Width, Width] {
  const [was, is] = [before.consent?.scope, after.consent?.scope];
  if (!was || !is) return [widthOf(before), widthOf(after)];
  if (!isWithinScope(is, was)) return [NARROW, WIDE];
  return isSame(was, is) ? [NARROW, NARROW] : [WIDE, NARROW];
}

const widthOf = ({ consent }: FunctionStatus): Width => (consent ? NARROW : NONE);

const isSame = (was: Scope, is: Scope) => was === is || isWithinScope(was, is);

function abstractAttempt(attempt: NonNullable<FunctionStatus['attempt']>, { position }: View): Attempt {
  const { epoch, useAll, part, from, until, partUntil, writing } = attempt;
  return {
    ...{ epoch, useAll, part },
    from: position(from),
    until: until === undefined ? undefined : position(until),
    partUntil: partUntil === undefined ? undefined : position(partUntil),
    writing: writing ? (writing.last ? 'last' : 'more') : 'no',
  };
}

function abstractLease(lease: NonNullable<FunctionStatus['lease']>, now: Date): Lease {
  return { phase: lease.phase, time: timeOf(lease, now) };
}

/** An invocation may start, or a write be sent, a clock's error longer than the lease says. */
function timeOf(
  { phase, expiresAt, startBy, writeDeadline }: NonNullable<FunctionStatus['lease']>,
  now: Date,
): Time {
  if (new Date(expiresAt) <= now) return 'over';
  const last = phase === 'draining' ? expiresAt : (startBy ?? writeDeadline);
  return last !== undefined && new Date(last).getTime() + CLOCK_SKEW_MS > now.getTime() ? 'early' : 'late';
}
