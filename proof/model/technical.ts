import type { FunctionStatus, Attempt as StoredAttempt } from '../../core/model/function-status.ts';
import type { View } from './abstract.ts';
import type { ActionName } from './item.ts';

/** Fields that the model has no word for. */
const TECHNICAL = [
  'consent',
  'processedUntil',
  'lastExecution',
  'executionStarted',
  'parked',
  'ended',
  'dueAt',
  'notBefore',
  'lastError',
  'waitingSince',
] as const;
type Technical = (typeof TECHNICAL)[number];

/** Which of them an action may change; every action may change `dueAt` and, as the model's pause says, `notBefore`. */
const MAY_CHANGE: Record<ActionName, readonly Technical[]> = {
  mark: [],
  claim: ['executionStarted'],
  wait: ['waitingSince'],
  keepReading: [],
  pin: [],
  beginWrite: ['waitingSince'],
  complete: ['processedUntil', 'lastExecution', 'executionStarted', 'lastError', 'waitingSince'],
  release: ['executionStarted'],
  cancel: ['executionStarted'],
  endDraining: [],
  failOwn: ['executionStarted', 'lastError', 'parked', 'waitingSince'],
  failOther: ['executionStarted', 'lastError', 'waitingSince'],
  leaveInDoubt: ['executionStarted', 'lastError'],
  disable: ['consent', 'ended', 'executionStarted', 'waitingSince'],
  enable: ['consent', 'ended', 'executionStarted', 'lastError', 'waitingSince'],
  trigger: ['waitingSince'],
  redrive: ['parked', 'waitingSince'],
  recover: ['executionStarted'],
  postpone: ['ended', 'lastError', 'waitingSince'],
  holdBack: ['ended', 'executionStarted', 'lastError', 'waitingSince'],
};

/** The actions that take, renew or shorten the lease; no other moves its times. */
const SETS_LEASE: ReadonlySet<ActionName> = new Set([
  ...(['claim', 'keepReading', 'pin', 'beginWrite', 'disable', 'enable'] as const),
]);

/** What is wrong with the rest of a change that the model explains. */
export function technicalFaults(
  name: ActionName,
  was: FunctionStatus,
  is: FunctionStatus,
  { position }: View,
): readonly string[] {
  const faults: string[] = [];
  const must = (holds: boolean, what: string) => {
    if (!holds) faults.push(what);
  };
  must(was.pda === is.pda && was.functionId === is.functionId, 'another item');
  must(is.revision === was.revision + 1, `revision ${was.revision} → ${is.revision}`);
  must(is.epoch >= was.epoch, 'the epoch falls');
  must(is.leaseToken >= was.leaseToken, 'the lease token falls');
  must(position(is.cursor) >= position(was.cursor), 'the cursor moves back');
  const allowed: readonly Technical[] = ['dueAt', 'notBefore', ...MAY_CHANGE[name]];
  for (const field of TECHNICAL)
    must(allowed.includes(field) || isSame(was[field], is[field]), `${field} changes`);
  must(isSameAttempt(name, was, is), 'the attempt is another one');
  must(isAwaited(is), 'nothing will look at the work that is left');
  must(!is.lease || SETS_LEASE.has(name) || isSame(was.lease, is.lease), 'the lease changes');
  must(isSoundLease(is.lease), 'the lease ends before what it allows');
  return faults;
}

const isSame = (a: unknown, b: unknown) => a === b || JSON.stringify(a) === JSON.stringify(b);

/** Ids say which attempt it is: a served trigger's id becomes the attempt's. */
function isSameAttempt(name: ActionName, was: FunctionStatus, is: FunctionStatus): boolean {
  const { attempt } = is;
  if (!attempt) return true;
  const isPending = was.attempt?.id === attempt.id;
  if (name !== 'claim' || isPending)
    return was.attempt !== undefined && isContinued(name, was.attempt, attempt);
  return was.requested ? attempt.id === was.requested.id && attempt.trigger === 'manual' : true;
}

function isContinued(name: ActionName, was: StoredAttempt, is: StoredAttempt): boolean {
  const isSameRun = was.id === is.id && was.at === is.at && was.trigger === is.trigger;
  const mayChangeVersion = name === 'claim' || name === 'keepReading';
  const { parts, recordsIn, recordsOut } = was.counts;
  const grows =
    is.counts.parts >= parts && is.counts.recordsIn >= recordsIn && is.counts.recordsOut >= recordsOut;
  return isSameRun && grows && (mayChangeVersion || was.version === is.version);
}

/** Reconcile finds only what has a `dueAt`; what waits for its owner's consent needs none. */
function isAwaited({ lease, attempt, requested, dueAt, lastError }: FunctionStatus): boolean {
  const isRunning = lease !== undefined && lease.phase !== 'draining';
  const isHeldBack = lastError?.code === 'CONSENT_NEEDED';
  return dueAt !== undefined || isHeldBack || !(isRunning || attempt || requested);
}

function isSoundLease(lease: FunctionStatus['lease']): boolean {
  if (!lease) return true;
  const { expiresAt, startBy, writeDeadline } = lease;
  const isStarting = lease.phase === 'reading' || lease.phase === 'invoking';
  if (isStarting) return startBy !== undefined && startBy < expiresAt;
  return lease.phase === 'draining' || (writeDeadline !== undefined && writeDeadline < expiresAt);
}
