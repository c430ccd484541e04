import { looksOpaque } from '../model/opaque.ts';
import { matches } from './wildcard.ts';

/** `unknown`: it may or may not hold, so it neither saves an Allow from counting nor lets a Deny count. */
export type Holds = 'yes' | 'no' | 'unknown';

/** What is known of a request's condition keys, by lower-case name; of a key that is missing here, nothing is. */
export type Context = ReadonlyMap<string, 'absent' | 'present' | { readonly value: string }>;

type Compare = (wanted: string, given: string) => boolean;

const lower = (text: string) => text.toLowerCase();
const equals: Compare = (wanted, given) => wanted === given;
const equalsAnyCase: Compare = (wanted, given) => lower(wanted) === lower(given);
const like: Compare = (wanted, given) => matches(wanted, given, 'surely');

const POSITIVE: Readonly<Record<string, Compare>> = {
  StringEquals: equals,
  StringEqualsIgnoreCase: equalsAnyCase,
  StringLike: like,
  ArnEquals: arnLike,
  ArnLike: arnLike,
  Bool: equalsAnyCase,
};
const NEGATED: Readonly<Record<string, Compare>> = {
  StringNotEquals: equals,
  StringNotEqualsIgnoreCase: equalsAnyCase,
  StringNotLike: like,
  ArnNotEquals: arnLike,
  ArnNotLike: arnLike,
};

type Condition = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** Whether a statement's condition holds: every operator, for every key. */
export function holds(condition: Condition | undefined, context: Context): Holds {
  if (!condition) return 'yes';
  const all = Object.entries(condition).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, wanted]) => holdsOne(operator, wanted, context.get(lower(key)))),
  );
  if (all.includes('no')) return 'no';
  return all.includes('unknown') ? 'unknown' : 'yes';
}

/** Of a key with many values; of one value it says what it says without. */
const FOR_ALL = /^ForAllValues:/;

type Given = 'absent' | 'present' | { readonly value: string } | undefined;

function holdsOne(operator: string, wanted: readonly string[], given: Given): Holds {
  // One value decides what a variable in another stands for, and AWS knows more variables than we do.
  if (given === undefined || wanted.some((value) => value.includes('${'))) return 'unknown';
  if (operator === 'Null')
    return yesOrNo(wanted.some((value) => lower(value) === String(given === 'absent')));
  const one = operator.replace(FOR_ALL, '');
  const name = one.replace(/IfExists$/, '');
  const [positive, negated] = [POSITIVE[name], NEGATED[name]];
  if (!positive && !negated) return 'unknown';
  if (given === 'absent') return yesOrNo(one !== operator || name !== one || !positive);
  if (given === 'present' || [given.value, ...wanted].some(looksOpaque)) return 'unknown';
  const compare = (positive ?? negated) as Compare;
  return yesOrNo(wanted.some((value) => compare(value, given.value)) === !!positive);
}

const yesOrNo = (is: boolean): Holds => (is ? 'yes' : 'no');

/** An ARN's six parts are matched one by one: a `*` does not reach over a colon, save in the last. */
function arnLike(wanted: string, given: string): boolean {
  const [parts, others] = [arnParts(wanted), arnParts(given)];
  return parts.length === others.length && parts.every((part, index) => like(part, others[index] ?? ''));
}

function arnParts(arn: string): readonly string[] {
  const [first = '', second = '', third = '', fourth = '', fifth = '', ...rest] = arn.split(':');
  return [first, second, third, fourth, fifth, rest.join(':')];
}
