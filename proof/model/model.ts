/**
 * The state machine in its world: PDAs and their records, runs on their way (zombies too), the catalogue. `step`
 * takes one action. What an action makes of a status item stands in item.ts, what a run does in run-steps.ts.
 */
import type { Item, Time } from './item.ts';
import type { Rules } from './rules.ts';
import { type Change, isOnItsWay, RUN_STEPS, type RunAction, saved } from './run-steps.ts';
import { at, OUTSIDE, type Pda, type Run, replaced, type State, type Version, type Work } from './state.ts';

export type Action =
  | { readonly name: 'save'; readonly pda: number }
  | { readonly name: WorkAction; readonly pda: number; readonly function: number }
  | { readonly name: RunAction; readonly pda: number; readonly run: number }
  | { readonly name: 'narrow' | 'wide' | 'recall'; readonly function: number }
  | { readonly name: 'recover' };

/** The state after the action, or undefined where it is not possible now. */
export function step(rules: Rules, state: State, action: Action): State | undefined {
  if (action.name === 'recover') return recovered(rules, state);
  if (!('pda' in action)) return published(state, action.name, action.function);
  const pda = at(state.pdas, action.pda);
  const next = stepOnPda(rules, pda, action, state.catalogue);
  return next && { ...state, pdas: replaced(state.pdas, action.pda, next) };
}

function stepOnPda(
  rules: Rules,
  pda: Pda,
  action: Extract<Action, { readonly pda: number }>,
  catalogue: readonly Version[],
): Pda | undefined {
  if (action.name === 'save') return saved(rules, pda, OUTSIDE);
  if ('run' in action) {
    const run = at(pda.runs, action.run);
    const change = RUN_STEPS[action.name]({ rules, pda, run, work: at(pda.works, run.function) });
    return change && applied(rules, pda, run, change);
  }
  const { function: index, name } = action;
  const turn = { rules, pda, work: at(pda.works, index), index, version: at(catalogue, index) };
  return WORK_STEPS[name](turn);
}

function applied(rules: Rules, before: Pda, run: Run, change: Change): Pda {
  const pda = change.pda ?? before;
  const { work } = change;
  const next = change.run && isOnItsWay(rules, change.run) ? [change.run] : [];
  const runs = before.runs.flatMap((other) => (other === run ? next : [other]));
  // What the change itself made pending stays so.
  const kept = work && { ...work, pending: at(pda.works, run.function).pending };
  return { ...pda, runs, works: kept ? replaced(pda.works, run.function, kept) : pda.works };
}

interface Turn {
  readonly rules: Rules;
  readonly pda: Pda;
  readonly work: Work;
  readonly index: number;
  readonly version: Version;
}

const withWork = ({ pda, index }: Turn, work: Work): Pda => ({
  ...pda,
  works: replaced(pda.works, index, work),
});

const withItem = (turn: Turn, item: Item | undefined): Pda | undefined =>
  item && item !== turn.work.item ? withWork(turn, { ...turn.work, item }) : undefined;

const WORK_STEPS = {
  /** An event arrives: late, twice, or after its owner disabled the function. */
  mark(turn: Turn): Pda | undefined {
    const { rules, work, pda } = turn;
    const { enabled, dirty } = work.item;
    if (!work.pending && (dirty || !enabled)) return undefined;
    const handled = { ...work, pending: false };
    const item = enabled ? rules.mark(work.item) : undefined;
    return withWork(turn, item ? { ...handled, item, owed: pda.records.length } : handled);
  },
  /** A request may come at any time. */
  claim(turn: Turn): Pda | undefined {
    const { rules, work, version, pda, index } = turn;
    const allowed = !version.recalled && version.width <= work.item.agreed;
    const item = rules.claim(work.item, allowed, rules.limits);
    if (!item?.attempt) return undefined;
    const isNew = item.attempt !== work.item.attempt;
    const begun = isNew ? { ...work, item, attempt: work.attempt + 1, shown: 0, done: 0 } : { ...work, item };
    const { epoch, writing } = item.attempt;
    const run: Run = {
      ...{ function: index, token: item.leaseToken, epoch, attempt: begun.attempt, mine: item.attempt },
      ...{
        width: version.width,
        version: version.recalled ? 'recalled' : 'current',
        alive: true,
        time: 'early',
      },
      ...{ step: writing === 'no' ? 'claimed' : 'found', until: 0, partUntil: 0, last: false, part: 0 },
    };
    return { ...withWork(turn, begun), runs: [...pda.runs, run] };
  },
  /** A request finds that as many runs of the function as may be are at work. */
  wait(turn: Turn): Pda | undefined {
    const { rules, work, version } = turn;
    const isAllowed = !version.recalled && version.width <= work.item.agreed;
    return rules.claim(work.item, isAllowed, rules.limits) && withItem(turn, rules.wait(work.item));
  },
  /** A request finds a version that its owner has not agreed to. */
  holdBack(turn: Turn): Pda | undefined {
    const { rules, work, version } = turn;
    const { attempt, requested } = work.item;
    const isWider = version.width > work.item.agreed && !version.recalled;
    return isWider && (attempt || requested !== 'no') ? withItem(turn, rules.holdBack(work.item)) : undefined;
  },
  /** Time passes: first the moment until which something may start, then the lease. */
  expire(turn: Turn): Pda | undefined {
    const { rules, work, pda, index } = turn;
    const { lease, leaseToken } = work.item;
    if (!lease || lease.time === 'over') return undefined;
    const time: Time = lease.time === 'early' ? 'late' : 'over';
    const isDrained = lease.phase === 'draining';
    const next = withWork(turn, {
      ...work,
      item: { ...work.item, lease: { ...lease, time: isDrained ? 'over' : time } },
    });
    const runs = pda.runs.map((run) =>
      run.function === index && run.token === leaseToken ? { ...run, time } : run,
    );
    return { ...next, runs: runs.filter((run) => isOnItsWay(rules, run)) };
  },
  resume: (turn: Turn): Pda | undefined =>
    turn.work.item.paused ? withItem(turn, { ...turn.work.item, paused: false }) : undefined,
  disable(turn: Turn): Pda | undefined {
    const { rules, work } = turn;
    const item = work.item.enabled ? rules.disable(work.item) : undefined;
    return item && withWork(turn, { ...work, item, ended: work.item.epoch });
  },
  /** The owner who disabled it is told that all is over. */
  done(turn: Turn): Pda | undefined {
    const { rules, work } = turn;
    if (work.item.enabled || work.over === work.ended || !rules.isOver(work.item)) return undefined;
    return withWork(turn, { ...work, over: work.ended });
  },
  enable(turn: Turn): Pda | undefined {
    const { rules, work, version } = turn;
    const { enabled, agreed, failures, paused } = work.item;
    const isSame = enabled && agreed === version.width && failures === 0 && !paused;
    return isSame ? undefined : withItem(turn, rules.enable(work.item, version.width));
  },
  triggerNew: (turn: Turn): Pda | undefined =>
    withItem(turn, turn.rules.trigger(turn.work.item, false, turn.rules.limits)),
  triggerAll: (turn: Turn): Pda | undefined =>
    withItem(turn, turn.rules.trigger(turn.work.item, true, turn.rules.limits)),
};
export type WorkAction = keyof typeof WORK_STEPS;

/** One machine starts again: all that ran is dead. */
function recovered(rules: Rules, state: State): State | undefined {
  if (state.pdas.every(({ runs, works }) => runs.length === 0 && works.every(({ item }) => !item.lease)))
    return undefined;
  const pdas = state.pdas.map((pda) => ({
    ...pda,
    runs: [],
    works: pda.works.map((work) => ({ ...work, item: rules.recover(work.item) ?? work.item })),
  }));
  return { ...state, pdas };
}

/** A new version, or the recall of the current one. */
function published(state: State, what: 'narrow' | 'wide' | 'recall', index: number): State | undefined {
  const { width, recalled } = at(state.catalogue, index);
  const next: Version =
    what === 'recall' ? { width, recalled: true } : { width: what === 'wide' ? 2 : 1, recalled: false };
  if (next.width === width && next.recalled === recalled) return undefined;
  const version = what === 'recall' ? 'recalled' : 'replaced';
  const isConcerned = (run: Run) => run.function === index && run.version === 'current';
  const pdas = state.pdas.map((pda) => ({
    ...pda,
    runs: pda.runs.map((run) => (isConcerned(run) ? ({ ...run, version } as const) : run)),
  }));
  return { pdas, catalogue: replaced(state.catalogue, index, next) };
}

const WORK_ACTIONS = Object.keys(WORK_STEPS) as readonly WorkAction[];
const RUN_ACTIONS = Object.keys(RUN_STEPS) as readonly RunAction[];

/** Every action that `step` may be asked for, possible or not. */
export function actions(state: State): readonly Action[] {
  const found: Action[] = [{ name: 'recover' }];
  for (const index of state.catalogue.keys()) {
    for (const name of ['narrow', 'wide', 'recall'] as const) found.push({ name, function: index });
  }
  for (const [pda, { works, runs }] of state.pdas.entries()) {
    found.push({ name: 'save', pda });
    for (const index of works.keys())
      for (const name of WORK_ACTIONS) found.push({ name, pda, function: index });
    for (const run of runs.keys()) for (const name of RUN_ACTIONS) found.push({ name, pda, run });
  }
  return found;
}
