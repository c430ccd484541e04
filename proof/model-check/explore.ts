import { type Action, actions, step } from '../model/model.ts';
import type { Rules } from '../model/rules.ts';
import { at, OUTSIDE, type State } from '../model/state.ts';
import { fairAction, unfinished } from './fair.ts';
import { check, type Violation } from './invariants.ts';
import { keyOf } from './key.ts';

/** What is explored, and how far. */
export interface Bound {
  readonly name: string;
  readonly rules: Rules;
  readonly from: State;
  readonly steps: number;
  /** Records that the world outside saves, and runs of one PDA that are on their way at once. */
  readonly mostSaves: number;
  readonly mostRuns: number;
  /** Actions that are not taken. */
  readonly without?: ReadonlySet<Action['name']> | undefined;
  /** Orders of the functions that behave alike. */
  readonly orders: readonly (readonly number[])[];
}

export interface Explored {
  readonly states: number;
  readonly transitions: number;
  readonly deepest: number;
  /** Whether no state was left unexplored. */
  readonly isWhole: boolean;
  readonly taken: ReadonlyMap<Action['name'], number>;
  readonly violation?: (Violation & { readonly trace: readonly Action[] }) | undefined;
}

/** How a state was reached first, for the trace. */
interface Origin {
  readonly parent: Origin | undefined;
  readonly action: Action;
}
interface Node {
  readonly state: State;
  readonly origin: Origin | undefined;
}

/**
 * Explores every interleaving up to the bound, breadth first, so that the first violation has the shortest trace;
 * and from every state the fair continuation to its end.
 */
export function explore(bound: Bound): Explored {
  const taken = new Map<Action['name'], number>();
  const seen = new Set([keyOf(bound.from, bound.orders)]);
  const settled = new Set<string>();
  const lists: Lists = new Map();
  let [transitions, deepest] = [0, 0];
  let level: readonly Node[] = [{ state: bound.from, origin: undefined }];
  const ended = (violation?: Explored['violation']): Explored => ({
    ...{ states: seen.size, transitions, deepest, isWhole: level.length === 0, taken, violation },
  });
  for (; level.length > 0 && deepest < bound.steps; deepest++) {
    const nextLevel: Node[] = [];
    for (const node of level) {
      for (const { action, next } of successors(bound, node.state, lists)) {
        transitions++;
        taken.set(action.name, (taken.get(action.name) ?? 0) + 1);
        const origin = { parent: node.origin, action };
        const found = check({ rules: bound.rules, before: node.state, action, after: next });
        if (found) return ended({ ...found, trace: traceOf(origin) });
        const key = keyOf(next, bound.orders);
        if (seen.has(key)) continue;
        seen.add(key);
        const late = continueFairly(bound, next, settled);
        if (late) return ended({ ...late, trace: [...traceOf(origin), ...late.trace] });
        nextLevel.push({ state: next, origin });
      }
    }
    level = nextLevel;
  }
  return ended();
}

/** Lists of actions, which depend only on how many runs each PDA has. */
type Lists = Map<string, readonly Action[]>;

function* successors(bound: Bound, state: State, lists: Lists) {
  const shape = state.pdas.map(({ runs }) => runs.length).join();
  const list = lists.get(shape) ?? actions(state).filter(({ name }) => !bound.without?.has(name));
  lists.set(shape, list);
  for (const action of list) {
    if (isBeyond(bound, state, action)) continue;
    const next = step(bound.rules, state, action);
    if (next) yield { action, next };
  }
}

function isBeyond({ mostSaves, mostRuns }: Bound, { pdas }: State, action: Action): boolean {
  if (action.name !== 'save' && action.name !== 'claim') return false;
  const pda = at(pdas, action.pda);
  if (action.name === 'claim') return pda.runs.length >= mostRuns;
  return pda.records.filter((by) => by === OUTSIDE).length >= mostSaves;
}

/** Fair actions that no continuation needs; more of them means that it never becomes quiet. */
const LONGEST = 500;

/**
 * Follows the fair continuation of each PDA until it is quiet, or meets one that is known to end well. One PDA after
 * the other is enough: they share the catalogue only, which no fair action changes.
 */
function continueFairly(
  bound: Bound,
  { pdas, catalogue }: State,
  settled: Set<string>,
): Explored['violation'] {
  for (const [index, pda] of pdas.entries()) {
    const found = continueAlone(bound, { pdas: [pda], catalogue }, settled);
    if (found)
      return {
        ...found,
        trace: found.trace.map((action) => ({ ...action, ...('pda' in action ? { pda: index } : {}) })),
      };
  }
  return undefined;
}

function continueAlone({ rules, orders }: Bound, from: State, settled: Set<string>): Explored['violation'] {
  const trace: Action[] = [];
  const passed: string[] = [];
  let state = from;
  for (let key = keyOf(state, orders); !settled.has(key); key = keyOf(state, orders)) {
    passed.push(key);
    const fair = fairAction(rules, state);
    if (fair) trace.push(fair.action);
    const found = fair
      ? check({ rules, before: state, action: fair.action, after: fair.next })
      : unfinished(rules, state);
    if (found) return { ...found, trace };
    if (trace.length > LONGEST) return { invariant: 'I10', what: 'it never becomes quiet', trace };
    if (!fair) break;
    state = fair.next;
  }
  for (const known of passed) settled.add(known);
  return undefined;
}

function traceOf(last: Origin): readonly Action[] {
  const trace: Action[] = [];
  for (let origin: Origin | undefined = last; origin; origin = origin.parent) trace.push(origin.action);
  return trace.reverse();
}
