import { isLive, owns } from '../model/item.ts';
import { type Action, step, type WorkAction } from '../model/model.ts';
import type { Rules } from '../model/rules.ts';
import type { RunAction } from '../model/run-steps.ts';
import { at, type Run, type State, type Version, type Work } from '../model/state.ts';
import type { Violation } from './invariants.ts';

/** What a healthy run does at each step, in the order in which it tries. */
const HEALTHY: readonly RunAction[] = [
  ...([
    'lose',
    'settle',
    'cancel',
    'goOn',
    'askAgain',
    'ask',
    'invoke',
    'beginWrite',
    'write',
    'complete',
    'pin',
  ] as const),
  'crash',
];

/** What reconcile, the queues and time do when nobody interferes. */
const RECONCILED: readonly WorkAction[] = ['mark', 'claim', 'holdBack', 'resume', 'expire'];

/** The next action of the fair continuation: no faults, no decisions of owners; undefined when all is quiet. */
export function fairAction(rules: Rules, state: State): { action: Action; next: State } | undefined {
  for (const [pda, { runs, works }] of state.pdas.entries()) {
    for (const run of runs.keys()) {
      if (!at(runs, run).alive) continue;
      for (const name of HEALTHY) {
        const next = step(rules, state, { name, pda, run });
        if (next) return { action: { name, pda, run }, next };
      }
    }
    for (const index of works.keys()) {
      for (const name of RECONCILED) {
        if (name === 'mark' && !at(works, index).pending) continue;
        const next = step(rules, state, { name, pda, function: index });
        if (next) return { action: { name, pda, function: index }, next };
      }
    }
  }
  return undefined;
}

/** Why a quiet state is not the end that was promised. */
export function unfinished(rules: Rules, state: State): Violation | undefined {
  for (const { runs, works } of state.pdas) {
    if (runs.some((run) => run.alive && !isOwner(run, works)))
      return { invariant: 'I10', what: 'a run never ends' };
    for (const [index, work] of works.entries()) {
      const found = unserved(rules, work, at(state.catalogue, index));
      if (found) return found;
    }
  }
  return undefined;
}

const isOwner = (run: Run, works: readonly Work[]) =>
  owns(at(works, run.function).item, { token: run.token, ahead: false });

function unserved(
  rules: Rules,
  { item, owed, pending }: Work,
  { recalled, width }: Version,
): Violation | undefined {
  const { attempt } = item;
  if (isLive(item)) return { invariant: 'I10', what: 'a lease never ends' };
  if (attempt && (!item.enabled || attempt.writing !== 'no'))
    return { invariant: 'I10', what: 'an attempt never ends' };
  // What waits for its owner or operator does so by design.
  if (!item.enabled || recalled) return undefined;
  if (attempt || item.requested !== 'no')
    return { invariant: 'I10', what: 'an attempt or a trigger is never served' };
  if (width > item.agreed) return undefined;
  if (item.failures >= rules.limits.suspend) return undefined;
  const isServed = !pending && !item.dirty && item.cursor >= owed;
  return isServed ? undefined : { invariant: 'I4', what: 'a record is never delivered' };
}
