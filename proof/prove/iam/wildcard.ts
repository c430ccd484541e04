import { ACCOUNT, isOpaque, pieces, REGION } from '../model/opaque.ts';

/** Does a pattern match for sure, or could it? An opaque piece could be any text, but is only sure to be itself. */
export type Certainty = 'surely' | 'possibly';

/** `${aws:username}`: replaced by AWS when the policy is evaluated. */
const VARIABLE = /\$\{[^}]*\}/g;

/** Whether a pattern with `*` and `?` matches a text; both may hold opaque pieces. */
export function matches(pattern: string, text: string, certainty: Certainty): boolean {
  if (/^\*+$/.test(pattern)) return true;
  if (certainty === 'surely' && pattern.includes('${')) return false;
  return matchPieces(pieces(pattern.replace(VARIABLE, '*')), pieces(text), certainty === 'possibly');
}

/** Whether a pattern matches an action's name, in which case does not matter. */
export function matchesAction(pattern: string, action: string): boolean {
  return pattern === '*' || compiled(pattern).test(action);
}

const expressions = new Map<string, RegExp>();

function compiled(pattern: string): RegExp {
  const known = expressions.get(pattern);
  if (known) return known;
  const escaped = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  const expression = new RegExp(`^${escaped}$`, 'is');
  expressions.set(pattern, expression);
  return expression;
}

/** Every way to lay the pattern over the text, remembered by where both stand. */
function matchPieces(pattern: readonly string[], text: readonly string[], isLenient: boolean): boolean {
  const known = new Map<number, boolean>();
  const from = (p: number, t: number): boolean => {
    const where = p * (text.length + 1) + t;
    const before = known.get(where);
    if (before !== undefined) return before;
    const found = step(pattern[p], text[t], p, t);
    known.set(where, found);
    return found;
  };
  const step = (wanted: string | undefined, given: string | undefined, p: number, t: number): boolean => {
    if (wanted === '*') return from(p + 1, t) || (given !== undefined && from(p, t + 1));
    if (wanted === undefined || given === undefined) return wanted === given;
    if (wanted === given) return from(p + 1, t + 1);
    if (wanted === '?' && !isOpaque(given)) return from(p + 1, t + 1);
    if (!isLenient || (isOpaque(wanted) && isOpaque(given))) return false;
    // An opaque piece is at least one character of whatever stands on the other side.
    if (isOpaque(given)) return couldHold(given, wanted) && (from(p + 1, t + 1) || from(p + 1, t));
    if (isOpaque(wanted)) return couldHold(wanted, given) && (from(p + 1, t + 1) || from(p, t + 1));
    return false;
  };
  return from(0, 0);
}

const couldHold = (opaque: string, character: string) =>
  character !== ':' || (opaque !== ACCOUNT && opaque !== REGION);
