import { ExecutionFailure } from '../errors.ts';
import type { ParkedAttempt } from '../model/dead-letter.ts';
import { ERRORS, type ErrorCode } from '../model/error-code.ts';
import type { FunctionStatus } from '../model/function-status.ts';
import type { ExecutorDeps } from './deps.ts';
import { fail } from './failure.ts';
import { LeaseLost } from './held-lease.ts';
import { NoSlot } from './held-slot.ts';
import { RecalledMeanwhile } from './interruptions.ts';
import { holds } from './lease.ts';
import type { Run } from './run.ts';
import { progressed } from './steps.ts';
import { askAfterPause, waitForSlot } from './wait-for-slot.ts';

/** Settles a run that did not get to its end. Errors that are not ours to explain count as INTERNAL. */
export async function settleFailure(deps: ExecutorDeps, run: Run, error: unknown): Promise<void> {
  try {
    if (error instanceof LeaseLost) return await settleLoss(run, error.status);
    if (error instanceof RecalledMeanwhile) return await run.cancel('RECALLED');
    if (error instanceof NoSlot) return await settleWait(deps, run);
    const code = error instanceof ExecutionFailure ? error.code : 'INTERNAL';
    if (code === 'INTERNAL') deps.log.internalError(run.attempt.id, error);
    await settleFault(deps, run, code);
  } catch (again) {
    if (!(again instanceof LeaseLost)) throw again;
    await settleLoss(run, again.status);
  }
}

async function settleFault(deps: ExecutorDeps, run: Run, code: ErrorCode): Promise<void> {
  tellOfCandidate(deps, run, code);
  const input = { code, now: deps.now(), random: deps.random(), entry: run.entry };
  const settled = (stored: FunctionStatus) => fail(progressedAndWanted(stored, run), input);
  const status = code.startsWith('RESULT_') || code === 'BUNDLE_OUT_OF_SCOPE' ? 'refused' : 'failed';
  const record = () => run.record({ status, counts: run.attempt.counts, errorCode: code });
  const change = () => run.lease.change((stored) => settled(stored).next);
  if (!settled(run.lease.status).parked) {
    // Recorded only now: had somebody else ended the run, this would not be a failure.
    await change();
    return await run.publish(await record());
  }
  // The attempt will be gone: a crash in between leaves a record and a letter too many, never one too few.
  const failed = await record();
  await park(deps, run, code);
  await change();
  await run.publish(failed);
}

/** What is counted of a version on trial, so that it can be returned before everybody gets it. */
function tellOfCandidate({ log }: ExecutorDeps, { entry }: Run, errorCode: ErrorCode): void {
  if (!entry.candidate || ERRORS[errorCode].fault !== 'function') return;
  log.tell('candidate failed', { functionId: entry.id, version: entry.version, errorCode });
}

/** No failure, so nothing is recorded. */
async function settleWait(deps: ExecutorDeps, run: Run): Promise<void> {
  const input = { now: deps.now(), random: deps.random() };
  const next = await run.lease.change((stored) => {
    const free = { ...progressedAndWanted(stored, run), lease: undefined, executionStarted: undefined };
    return waitForSlot(free, input);
  });
  const { pda, hops } = run;
  await askAfterPause(deps, { pda, functionId: run.entry.id, trigger: 'event', hops }, next);
}

/** @throws LeaseLost when its owner has ended the attempt */
function progressedAndWanted(stored: FunctionStatus, run: Run): FunctionStatus {
  const status = progressed(stored, run.attempt);
  if (isEnded(status)) throw new LeaseLost(stored);
  return status;
}

/** Whether its owner has ended the attempt; a write that was begun is settled all the same. */
function isEnded({ enabled, epoch, attempt }: FunctionStatus): boolean {
  return attempt !== undefined && !attempt.writing && (!enabled || epoch !== attempt.epoch);
}

function park(deps: ExecutorDeps, { pda, entry, attempt }: Run, errorCode: ErrorCode): Promise<void> {
  const { id: executionId, part, useAll, epoch } = attempt;
  const parked: ParkedAttempt = { pda, functionId: entry.id, executionId, part, useAll, epoch, errorCode };
  const reason = `${errorCode}: ${ERRORS[errorCode].cause}`;
  return deps.deadLetters.put({
    body: JSON.stringify(parked),
    reason,
    group: deps.groups.group(pda),
  });
}

/** The owner's decision ended the run, or a newer run took over and will record it itself. */
async function settleLoss(run: Run, status: FunctionStatus): Promise<void> {
  const isSameConsent = status.enabled && status.epoch === run.attempt.epoch;
  if (isSameConsent) return;
  // Unless it had begun to write, the decision ended the run, and has it recorded.
  if (!holds(status, run.lease.token)) return await run.lease.endDraining();
  await run.cancel('DISABLED');
}
