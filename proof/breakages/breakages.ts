import type { Scenario } from '../simulator/faults/profile.ts';

/** One line of the engine, deliberately broken, and what must notice. */
export interface Breakage {
  readonly name: string;
  readonly file: string;
  /** Occurs exactly once in the file. */
  readonly line: string;
  readonly broken: string;
  /** A scenario in which it shows soon. */
  readonly scenario: Scenario;
}

const breakage = (
  name: string,
  scenario: Scenario,
  file: string,
  [line, broken]: readonly [string, string],
): Breakage => ({ name, scenario, file, line, broken });

export const BREAKAGES: readonly Breakage[] = [
  breakage('the cursor is taken from the clock', 'calm', 'core/execute/steps.ts', [
    'cursor: attempt.until,',
    'cursor: String(now.getTime()),',
  ]),
  breakage('the window is not pinned', 'functions', 'core/execute/read-parts.ts', [
    'bundle, until: attempt.until };',
    'bundle, until: undefined };',
  ]),
  breakage('the part is not pinned', 'functions', 'core/execute/steps.ts', [
    'attempt: { ...attempt, ...pin } }',
    'attempt: { ...attempt, until: pin.until } }',
  ]),
  breakage('the lease token is not compared', 'stalls', 'core/execute/lease.ts', [
    'return status.leaseToken === token && status.lease',
    'return status.lease',
  ]),
  breakage('dirt is forgotten', 'calm', 'core/dispatch/mark-dirty.ts', [
    'return changed(status, { dirty: true, dueAt });',
    'return changed(status, { dueAt });',
  ]),
  breakage('the scope is not checked', 'functions', 'core/execute/check-bundle.ts', [
    'if (!isBundleInScope(',
    'if (false && !isBundleInScope(',
  ]),
  breakage('disabling leaves the epoch as it was', 'owners', 'core/manage/decisions.ts', [
    'epoch: status.epoch + 1,\n    requested: undefined,',
    'epoch: status.epoch,\n    requested: undefined,',
  ]),
  breakage('record ids are random', 'late pdas', 'core/execute/record-id.ts', [
    // biome-ignore lint/suspicious/noTemplateCurlyInString: source text
    '.update(`${attempt.id}/${attempt.part}/${index}`)',
    '.update(String(Math.random()))',
  ]),
  breakage('the execution is recorded after it is complete', 'crashes', 'core/execute/run.ts', [
    'const record = await this.record({ status, counts, errorCode });\n    await this.lease.change((stored) => completeAttempt(stored, attempt, { entry, now }));',
    'await this.lease.change((stored) => completeAttempt(stored, attempt, { entry, now }));\n    const record = await this.record({ status, counts, errorCode });',
  ]),
  breakage('a late answer starts an invocation', 'stalls', 'core/execute/start.ts', [
    'return startBy !== undefined && now() < new Date(startBy);',
    'return startBy !== undefined;',
  ]),
  breakage('a begun write is not asked for', 'pdas', 'core/execute/run.ts', [
    'if (this.#attempt.writing && (await this.#settleWrite(this.#attempt.writing))) return;',
    '',
  ]),
  breakage('a write without an answer gives its lease back', 'pdas', 'core/execute/failure.ts', [
    "if (code === 'PDA_UNREACHABLE' && status.lease?.phase === 'writing') {",
    'if (code === undefined) {',
  ]),
  breakage('claims ignore a live lease', 'queues', 'core/execute/claim.ts', [
    "if (hasLiveLease(status, now)) return { kind: 'declined' };",
    '',
  ]),
  breakage('what a decision ends is not kept', 'crashes', 'core/execute/ended.ts', [
    'return { ...next, ended, dueAt:',
    'return { ...next, dueAt:',
  ]),
  breakage('a recall is not looked for', 'versions', 'core/execute/run.ts', [
    'throw new RecalledMeanwhile',
    'void new RecalledMeanwhile',
  ]),
  breakage('a candidate is never returned', 'versions', 'core/manage/release.ts', [
    'if (returnedAt || !isRunnable({ ...entry, recalledVersions: releases.recalledVersions })) return false;',
    '',
  ]),
  breakage('who waits for consent to a candidate is forgotten', 'versions', 'core/execute/claim.ts', [
    'const dueAt = isLooked ?',
    'const dueAt = undefined as never ?',
  ]),
  breakage('a wider version runs without consent', 'versions', 'core/execute/claim.ts', [
    'isWithinScope(entry.scope, consent.scope);',
    'true;',
  ]),
  breakage('a run over everything moves the cursor before its end', 'functions', 'core/execute/steps.ts', [
    'mine.useAll ? status.cursor : mine.from',
    'mine.from',
  ]),
  breakage('a slot is somebody else’s, and taken all the same', 'crowd', 'core/execute/held-slot.ts', [
    'if (!(await this.#deps.slots.take(slot, { holder, now, until }))) return false;',
    'await this.#deps.slots.take(slot, { holder, now, until });',
  ]),
  breakage('a slot is given back while its function may be at work', 'crowd', 'core/execute/run.ts', [
    'if (mayBeAtWork(error)) this.#slot.leave();',
    '',
  ]),
  breakage('reconcile sees nothing', 'queues', 'core/dispatch/reconcile.ts', [
    'if (overdue.length === 0) return 0;',
    'if (overdue.length >= 0) return 0;',
  ]),
  breakage(
    'a restart takes the lease of a write to a PDA elsewhere',
    'restarts',
    'core/dispatch/reconcile.ts',
    ['hasLiveLease(status, now()) && !isHere(status.pda);', 'false;'],
  ),
];
