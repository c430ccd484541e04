import { type Action, step } from '../model/model.ts';
import { RULES, type Rules } from '../model/rules.ts';
import { at, initial, OUTSIDE, type State } from '../model/state.ts';
import type { Bound } from './explore.ts';

/** What is explored; together about a minute on one core. */

const ALONE = [[0]];
const ALIKE = [
  [0, 1],
  [1, 0],
];
const IN_ORDER = [[0, 1]];

/** Faults of functions and the catalogue, and pauses, which multiply the states; the bounds that leave them out go deeper. */
const CATALOGUE: readonly Action['name'][] = ['narrow', 'wide', 'recall', 'holdBack'];
const FAILURES: readonly Action['name'][] = ['failOwn', 'failOther', 'wait', 'resume', 'release'];

/** The second function reads what the first one derives. */
const CHAINED: Partial<Rules> = {
  wants: (index, origin) => (origin === OUTSIDE ? index === 0 : index > origin),
};
/** A PDA that is late beyond its time-out: only fence tokens and ids protect against it. */
const LATE: Partial<Rules> = { mayArrive: () => true, isPunctual: false };

/** The state after some actions that must be possible. */
function after(rules: Rules, from: State, actions: readonly Action[]): State {
  return actions.reduce((state, action) => {
    const next = step(rules, state, action);
    if (!next) throw new Error(`The bound begins with ${action.name}, which the model does not allow.`);
    return next;
  }, from);
}

/** Every function enabled, some records saved, and every event handled. */
function busy(
  rules: Rules,
  { pdas, functions, saves }: { readonly pdas: number; readonly functions: number; readonly saves: number },
): State {
  const from = initial(pdas, functions);
  const actions = from.pdas.flatMap((_pda, pda): readonly Action[] => {
    const each = (name: 'enable' | 'mark') =>
      at(from.pdas, pda).works.map((_work, index) => ({ name, pda, function: index }));
    const saving = Array<Action>(saves).fill({ name: 'save', pda });
    const marking = each('mark').filter((mark) => rules.wants(mark.function, OUTSIDE));
    return [...each('enable'), ...saving, ...marking];
  });
  return after(rules, from, actions);
}

const without = (...names: readonly Action['name'][]) => new Set(names);

/** @param changed rules that a broken model has instead */
export function bounds(changed: Partial<Rules> = {}): readonly Bound[] {
  return [...manyAtOnce({ ...RULES, ...changed }), ...deep({ ...RULES, ...changed }), ...special(changed)];
}

/** Two owners, two functions: what is each one's own, and what they share. */
function manyAtOnce(rules: Rules): readonly Bound[] {
  const limits = { rules, mostSaves: 2, mostRuns: 2, orders: ALIKE, steps: 6 };
  const all = { pdas: 2, functions: 2, saves: 1 };
  return [
    { name: '2 PDAs × 2 functions, untouched', from: initial(2, 2), ...limits },
    { name: '2 PDAs × 2 functions, busy', from: busy(rules, all), ...limits },
  ];
}

/** One function on one PDA, as far as it goes. */
function deep(rules: Rules): readonly Bound[] {
  const limits = { rules, mostSaves: 1, mostRuns: 2, orders: ALONE };
  const one = { pdas: 1, functions: 1, saves: 1 };
  const triggers = ['triggerNew', 'triggerAll'] as const;
  return [
    { name: '1 × 1, every action', from: busy(rules, one), ...limits, mostSaves: 2, steps: 10 },
    {
      name: '1 × 1, one record, owner and crashes',
      ...{
        from: busy(rules, one),
        ...limits,
        steps: 99,
        without: without(...CATALOGUE, ...FAILURES, ...triggers),
      },
    },
    {
      name: '1 × 1, two parts, owner and crashes',
      ...{ from: busy(rules, { ...one, saves: 2 }), ...limits, mostSaves: 2, steps: 22 },
      without: without(...CATALOGUE, ...FAILURES, ...triggers),
    },
    {
      name: '1 × 1, failures and triggers',
      ...{ from: busy(rules, one), ...limits, steps: 14, without: without(...CATALOGUE, 'disable') },
    },
    {
      name: '1 × 1, versions',
      ...{
        from: busy(rules, one),
        ...limits,
        steps: 14,
        without: without(...FAILURES, ...triggers, 'disable'),
      },
    },
  ];
}

function special(changed: Partial<Rules>): readonly Bound[] {
  const late = { ...RULES, ...LATE, ...changed };
  const chained = { ...RULES, ...CHAINED, ...changed };
  const limits = { mostSaves: 1, mostRuns: 2 };
  const one = { pdas: 1, functions: 1, saves: 1 };
  return [
    {
      name: '1 × 1, a PDA later than its time-out',
      ...{ rules: late, from: busy(late, one), ...limits, orders: ALONE, steps: 18 },
      without: without(...CATALOGUE, ...FAILURES, 'triggerNew', 'done'),
    },
    {
      name: '1 PDA × 2 functions, a chain',
      ...{
        rules: chained,
        from: busy(chained, { ...one, functions: 2 }),
        ...limits,
        orders: IN_ORDER,
        steps: 7,
      },
    },
  ];
}
