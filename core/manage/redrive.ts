import { isSuspended } from '../execute/claim.ts';
import type { DeadLetter, ParkedAttempt } from '../model/dead-letter.ts';
import { messageOf, readLetter } from '../model/dead-letter.ts';
import type { ExecutionRequest } from '../model/execution-request.ts';
import type { FunctionStatus } from '../model/function-status.ts';
import type { RedriveOutcome, RedriveRefusal } from '../model/redrive-outcome.ts';
import type { Clock, DeadLetterBox, StatusStore, WorkQueues } from '../ports.ts';
import { request } from './decisions.ts';
import { update } from './update.ts';

/** Everything that making work of a dead letter touches. */
export interface RedriveDeps {
  readonly statuses: StatusStore;
  readonly queues: WorkQueues;
  readonly now: Clock;
  readonly newId: () => string;
}

/** What to do about the letter of a parked attempt; `next` is stored before its request is sent. */
export type RedriveDecision =
  | { readonly kind: 'marked'; readonly next: FunctionStatus; readonly executionId: string }
  | { readonly kind: 'served' }
  | { readonly kind: 'refused'; readonly why: RedriveRefusal };

/**
 * Decides whether a parked attempt becomes work again: as a manual request does, under an id of its own, since
 * parts of the old attempt may have been written under the old one. Unlike the owner's trigger it lifts no
 * suspension, and its failures count on.
 */
export function decideRedrive(
  status: FunctionStatus,
  { epoch, executionId, useAll }: ParkedAttempt,
  { id, now }: { readonly id: string; readonly now: Date },
): RedriveDecision {
  const marked = request(status, { id, useAll, now });
  if (!marked?.requested) return { kind: 'refused', why: 'NOT_ENABLED' };
  if (status.epoch !== epoch) return { kind: 'refused', why: 'CONSENT_CHANGED' };
  // Its letter was stored, and then it will be given up, or the process died and it is tried once more.
  if (status.attempt?.id === executionId) return { kind: 'refused', why: 'STILL_TRIED' };
  const isParked = status.parked?.includes(executionId);
  if (!isParked) return { kind: 'served' };
  if (isSuspended(status)) return { kind: 'refused', why: 'SUSPENDED' };
  const parked = status.parked?.filter((other) => other !== executionId);
  return { kind: 'marked', next: { ...marked, parked }, executionId: marked.requested.id };
}

/**
 * Makes work of a dead letter again, and deletes it; one that is refused stays. Never loses it: what it stands
 * for is stored and sent first.
 */
export async function redrive(
  deps: RedriveDeps,
  box: DeadLetterBox,
  letter: DeadLetter,
): Promise<RedriveOutcome> {
  const content = readLetter(letter);
  const outcome =
    content.kind === 'parked'
      ? await redriveAttempt(deps, letter, content.parked)
      : await sendAgain(deps, letter);
  if (outcome.kind !== 'refused') await box.remove(letter);
  return outcome;
}

async function sendAgain(deps: RedriveDeps, letter: DeadLetter): Promise<RedriveOutcome> {
  const { queue, group } = letter;
  await deps.queues.send({ queue, body: messageOf(letter), group });
  return { kind: 'redriven' };
}

async function redriveAttempt(
  deps: RedriveDeps,
  { group }: DeadLetter,
  parked: ParkedAttempt,
): Promise<RedriveOutcome> {
  const { pda, functionId } = parked;
  let decision: RedriveDecision = { kind: 'served' };
  await update(deps.statuses, { pda, functionId }, (status) => {
    // A new id each time: a decision whose answer was lost may have been stored and served by now.
    decision = decideRedrive(status, parked, { id: deps.newId(), now: deps.now() });
    return decision.kind === 'marked' ? decision.next : undefined;
  });
  return conclude(deps, decision, { pda, functionId, trigger: 'manual' }, group);
}

async function conclude(
  deps: RedriveDeps,
  decision: RedriveDecision,
  request: ExecutionRequest,
  group: string | undefined,
): Promise<RedriveOutcome> {
  if (decision.kind !== 'marked') return decision;
  await deps.queues.send({ queue: 'executions', body: JSON.stringify(request), group });
  return { kind: 'redriven', executionId: decision.executionId };
}
