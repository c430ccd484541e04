import { isAgreed, isLive } from '../model/item.ts';
import type { Action } from '../model/model.ts';
import { maskOf, type Rules } from '../model/rules.ts';
import { at, type Pda, type Run, type State, type Work } from '../model/state.ts';

/** An invariant of execution.md §6, and what of it does not hold. */
export interface Violation {
  readonly invariant: 'I1' | 'I2' | 'I4' | 'I5' | 'I6' | 'I7' | 'I8' | 'I10';
  readonly what: string;
}

type Found = Violation | undefined;
const broken = (invariant: Violation['invariant'], what: string): Violation => ({ invariant, what });

interface Taken {
  readonly rules: Rules;
  readonly before: State;
  readonly action: Action;
  readonly after: State;
}

/** Holds one transition, and the state it leads to, to the invariants. */
export function check(taken: Taken): Found {
  const { action, before, after, rules } = taken;
  if (!('pda' in action)) return undefined;
  const [was, is] = [at(before.pdas, action.pda), at(after.pdas, action.pda)];
  if ('run' in action) {
    const run = at(was.runs, action.run);
    const turn = { run, was, is, work: at(was.works, run.function), next: at(is.works, run.function) };
    return (
      checkRun(rules, action.name, { ...turn, pda: action.pda }) ??
      checkCursor(rules, is, turn.next, run.function)
    );
  }
  if (action.name === 'claim') {
    const work = at(was.works, action.function);
    if (isLive(work.item)) return broken('I7', 'a claim took a live lease');
    return checkClaim(work, is, at(before.catalogue, action.function));
  }
  return undefined;
}

function checkClaim(work: Work, is: Pda, version: State['catalogue'][number]): Found {
  const run = is.runs.at(-1);
  if (run?.step === 'found') return undefined;
  if (version.recalled) return broken('I8', 'a recalled version was claimed');
  if (!work.item.enabled) return broken('I5', 'a disabled function was claimed');
  return version.width > work.item.agreed ? broken('I2', 'more is read than was agreed to') : undefined;
}

interface RunTaken {
  readonly pda: number;
  readonly run: Run;
  readonly was: Pda;
  readonly is: Pda;
  readonly work: Work;
  readonly next: Work;
}

function checkRun(rules: Rules, name: Action['name'], turn: RunTaken): Found {
  if (name === 'ask' || name === 'invoke') return checkInvocation(rules, name, turn);
  if (name === 'write') return checkWrite(rules, turn);
  return checkStatusStep(rules, name, turn);
}

function checkInvocation(rules: Rules, name: 'ask' | 'invoke', { pda, run, work }: RunTaken): Found {
  if (run.epoch <= work.over) return broken('I5', `${name} after "done"`);
  if (run.token < work.item.leaseToken) return broken('I7', `${name} by a fenced run`);
  const { function: index, epoch } = run;
  const others = [
    rules.tenant(pda + 1, run),
    rules.tenant(pda, { ...run, function: index + 1 }),
    rules.tenant(pda, { ...run, epoch: epoch + 1 }),
  ];
  const isShared = others.includes(rules.tenant(pda, run));
  return isShared ? broken('I1', 'an environment is shared') : undefined;
}

function checkWrite(rules: Rules, { run, is, work, next }: RunTaken): Found {
  if (next === work) return undefined;
  if (run.token < work.fence) return broken('I7', 'a fenced run has written');
  if (!rules.isPunctual) return twice(is);
  if (run.epoch <= work.over) return broken('I5', 'a write after "done"');
  return run.token < work.item.leaseToken ? broken('I7', 'a fenced run has written') : twice(is);
}

const twice = ({ outputs }: Pda): Found =>
  outputs.some(({ times }) => times > 1) ? broken('I4', 'a derived record was written twice') : undefined;

function checkStatusStep(rules: Rules, name: Action['name'], turn: RunTaken): Found {
  const { run, work, next } = turn;
  if (next.item === work.item) return undefined;
  if (run.token !== work.item.leaseToken) return broken('I7', `${name} by a fenced run`);
  if (next.item.cursor < work.item.cursor) return broken('I6', 'the cursor moved back');
  const goesOn = name === 'pin' || name === 'beginWrite';
  if (goesOn && run.version === 'recalled') return broken('I8', `${name} of a recalled version`);
  if (goesOn && !isAgreed(work.item)) return broken('I5', `${name} against the owner's decision`);
  const isFinished = name === 'complete' || (next.item.attempt?.part ?? 0) > (work.item.attempt?.part ?? 0);
  return isFinished ? checkFinished(rules, name, turn) : undefined;
}

/** A part is through: it was processed whole, for the first time in its attempt, and what came of it is in the PDA. */
function checkFinished(rules: Rules, name: Action['name'], { run, was, work, next }: RunTaken): Found {
  const { attempt } = work.item;
  if (!attempt) return broken('I6', 'a part of no attempt');
  const end = attempt.partUntil ?? run.until;
  const part = maskOf(rules, was.records, { function: run.function, from: attempt.from, until: end });
  if ((part & ~work.shown) !== 0) return broken('I4', 'a record of a finished part was not delivered');
  if ((part & work.done) !== 0) return broken('I4', 'a record was delivered in two parts');
  const output = was.outputs.find(
    (o) => o.function === run.function && o.attempt === work.attempt && o.part === attempt.part,
  );
  if (attempt.writing !== 'no' && output?.of !== part) return broken('I4', 'derived records are missing');
  if (name !== 'complete') return undefined;
  const from = attempt.useAll ? 0 : undefined;
  const window = { function: run.function, from: from ?? attempt.from, until: next.item.cursor };
  const isWhole = (maskOf(rules, was.records, window) & ~(work.done | work.shown)) === 0;
  return isWhole ? undefined : broken('I6', 'an attempt was completed before its window was processed');
}

function checkCursor(rules: Rules, pda: Pda, { item, processed }: Work, index: number): Found {
  const passed = maskOf(rules, pda.records, { function: index, from: 0, until: item.cursor });
  return (passed & ~processed) === 0
    ? undefined
    : broken('I6', 'the cursor passed a record that was not processed');
}
