/**
 * Holds a change of a status item, made by the engine, to the model: it must be one of the model's actions, and
 * change nothing besides that the action has no business with.
 */
import { type FunctionStatus, untouchedStatus } from '../../core/model/function-status.ts';
import { abstract, type View, widthsOf } from './abstract.ts';
import { type ActionName, type By, ITEM_RULES, type Item, LIMITS } from './item.ts';
import { technicalFaults } from './technical.ts';

export interface ChangeView extends View {
  /** Whether the catalogue's version may run: neither recalled nor wider than what was agreed to. Default: it may. */
  readonly isAllowed?: boolean | undefined;
}

/** The engine did what the model does not allow. */
export class Unexplained extends Error {
  override readonly name = 'Unexplained';
}

/** What an action may make of `before`, given the values that `after` shows to have been chosen. */
type Attempted = (before: Item, after: Item, by: By, isAllowed: boolean) => Item | undefined;

const RULES: Record<ActionName, Attempted> = {
  mark: (before) => ITEM_RULES.mark(before),
  claim: (before, _after, _by, isAllowed) => ITEM_RULES.claim(before, isAllowed, LIMITS),
  wait: (before) => ITEM_RULES.wait(before),
  keepReading: (before, _after, by) => ITEM_RULES.keepReading(before, by),
  pin: (before, { attempt }, by) =>
    attempt?.until === undefined || attempt.partUntil === undefined
      ? undefined
      : ITEM_RULES.pin(before, by, { until: attempt.until, partUntil: attempt.partUntil }),
  beginWrite: (before, { attempt }, by) => ITEM_RULES.beginWrite(before, by, attempt?.writing === 'last'),
  complete: (before, { cursor }, by) => ITEM_RULES.complete(before, by, cursor),
  release: (before, _after, by) => ITEM_RULES.release(before, by),
  cancel: (before, _after, by) => ITEM_RULES.cancel(before, by),
  endDraining: (before, _after, by) => ITEM_RULES.endDraining(before, by),
  failOwn: (before, _after, by) => ITEM_RULES.failOwn(before, by, LIMITS),
  failOther: (before, { attempt }, by) => ITEM_RULES.failOther(before, by, attempt?.until),
  leaveInDoubt: (before, _after, by) => ITEM_RULES.leaveInDoubt(before, by),
  disable: (before) => ITEM_RULES.disable(before),
  enable: (before, { agreed }) => ITEM_RULES.enable(before, agreed),
  trigger: (before, { requested }) => ITEM_RULES.trigger(before, requested === 'all', LIMITS),
  redrive: (before, { requested }) => ITEM_RULES.redrive(before, requested === 'all', LIMITS),
  recover: (before) => ITEM_RULES.recover(before),
  postpone: (before) => before,
  holdBack: (before) => ITEM_RULES.holdBack(before),
};
const NAMES = Object.keys(RULES) as readonly ActionName[];

/**
 * The model's action that turns `before` into `after`. A run's change may also store that a part was finished.
 *
 * @param before undefined: nothing was stored yet
 * @throws Unexplained naming the fields that no action explains
 */
export function explain(
  before: FunctionStatus | undefined,
  after: FunctionStatus,
  view: ChangeView,
): ActionName {
  const was = before ?? untouchedStatus(after.pda, after.functionId);
  const [from, to] = abstractChange(was, after, view);
  const faults: string[] = [];
  for (const name of NAMES) {
    if (!leadsTo(name, from, to, view.isAllowed ?? true)) continue;
    const found = technicalFaults(name, was, after, view);
    if (found.length === 0) return name;
    faults.push(`as ${name}: ${found.join(', ')}`);
  }
  const what = [...differences(from, to), ...faults].join('; ');
  throw new Unexplained(
    `No action of the model explains revision ${after.revision}: ${what || 'no change'}.`,
  );
}

/** A change may be stored a while after it was decided on: a pause that it sets may be over by then. */
function abstractChange(was: FunctionStatus, is: FunctionStatus, view: View): readonly [Item, Item] {
  const [agreed, agreedNow] = widthsOf(was, is);
  const to = abstract(is, view, agreedNow);
  const isNewPause = is.notBefore !== undefined && is.notBefore !== was.notBefore;
  return [abstract(was, view, agreed), { ...to, paused: to.paused || isNewPause }];
}

function leadsTo(name: ActionName, from: Item, to: Item, isAllowed: boolean): boolean {
  for (const before of name === 'disable' || name === 'enable' ? asDecided(from) : [from]) {
    for (const ahead of [false, true]) {
      const next = RULES[name](before, to, { token: from.leaseToken, ahead }, isAllowed);
      if (next && isEqual(next, to)) return true;
    }
  }
  return false;
}

/** An owner's decision may keep a lease that is over by now: it had longer to go when that was decided. */
function asDecided(from: Item): readonly Item[] {
  return from.lease ? [from, { ...from, lease: { ...from.lease, time: 'early' } }] : [from];
}

const FIELDS = [
  ...(['enabled', 'epoch', 'agreed', 'cursor', 'dirty', 'requested', 'failures'] as const),
  ...(['paused', 'leaseToken'] as const),
];
const ATTEMPT_FIELDS = ['epoch', 'useAll', 'from', 'until', 'part', 'partUntil', 'writing'] as const;
/** Its time is told by its dates, which technicalFaults looks at. */
const LEASE_FIELDS = ['phase'] as const;

function isEqual(a: Item, b: Item): boolean {
  return (
    isSame(a, b, FIELDS) &&
    isSame(a.attempt, b.attempt, ATTEMPT_FIELDS) &&
    isSame(a.lease, b.lease, LEASE_FIELDS)
  );
}

function isSame<T extends object>(a: T | undefined, b: T | undefined, fields: readonly (keyof T)[]): boolean {
  return a === b || (!a === !b && fields.every((field) => a?.[field] === b?.[field]));
}

function differences(a: Item, b: Item): readonly string[] {
  return [
    ...changedFields('', a, b, FIELDS),
    ...changedFields('attempt.', a.attempt, b.attempt, ATTEMPT_FIELDS),
    ...changedFields('lease.', a.lease, b.lease, LEASE_FIELDS),
  ];
}

function changedFields<T extends object>(
  prefix: string,
  a: T | undefined,
  b: T | undefined,
  fields: readonly (keyof T & string)[],
): readonly string[] {
  return fields
    .filter((field) => a?.[field] !== b?.[field])
    .map((field) => `${prefix}${field} ${String(a?.[field])} → ${String(b?.[field])}`);
}
