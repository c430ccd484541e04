import { ExecutionFailure } from '../../../core/errors.ts';
import type { RegisteredVersion } from '../../../core/model/catalogue-entry.ts';
import type { Json } from '../../../core/model/json.ts';
import type { Random } from '../../../local/sample/random.ts';
import { WIDER } from './registered.ts';

/** How a function behaves at the moment. */
export type Behaviour =
  | 'well'
  | 'slow'
  | 'throws'
  | 'crashes'
  | 'fickle'
  | 'misplaces'
  | 'babbles'
  | 'links out'
  | 'asks for more'
  | 'asks nonsense';

export const MISBEHAVIOURS: readonly Behaviour[] = [
  'slow',
  'throws',
  'crashes',
  'fickle',
  'misplaces',
  'babbles',
  'links out',
  'asks for more',
  'asks nonsense',
];

/** Whether what `process` answers is in order. */
export const isWellMeant = (behaviour: Behaviour): boolean =>
  !['misplaces', 'babbles', 'links out'].includes(behaviour);

export interface Given {
  readonly recordId: string;
  readonly data: { readonly [key: string]: string };
}

export interface Reaction {
  readonly answer: Json | ExecutionFailure;
  readonly lastsMs: number;
}

/** Which of the records it is given a function derives something from; not from all, so that some parts yield nothing. */
export const yieldsFor = (recordId: string): boolean => !/[37]$/.test(recordId);

/** What a function's `process` does with the records it is given. */
export function react(
  behaviour: Behaviour,
  entry: RegisteredVersion,
  given: readonly Given[],
  random: Random,
): Reaction {
  const { namespace, endpoint } = entry.scope;
  const lastsMs = random.between(20, 3_000);
  const sources = given.map(({ recordId }) => recordId).filter(yieldsFor);
  const respond = (change: object, from: readonly string[] = sources): Reaction => {
    const data = from.map((source) => ({ source, secret: given[0]?.data.secret ?? '' }));
    return { lastsMs, answer: [{ namespace, endpoint, data, linkedRecords: [], ...change }] as Json };
  };
  switch (behaviour) {
    case 'slow':
      return { answer: new ExecutionFailure('FUNCTION_TIMEOUT'), lastsMs: entry.timeout * 1000 };
    case 'throws':
      return { answer: new ExecutionFailure('FUNCTION_ERROR'), lastsMs };
    case 'crashes':
      return { answer: new ExecutionFailure('FUNCTION_CRASHED'), lastsMs };
    case 'misplaces':
      return respond({ endpoint: 'somewhere-else' });
    case 'babbles':
      return { answer: { canary: given[0]?.data.secret ?? '' }, lastsMs };
    case 'links out':
      return respond({ data: [{ html: `<a href="https://evil.example/${given[0]?.data.secret}">` }] });
    case 'fickle':
      return respond(
        {},
        sources.filter(() => random.chance(0.5)),
      );
    default:
      return respond({});
  }
}

/** What a function's `bundle` answers. */
export function askedFor(behaviour: Behaviour, entry: RegisteredVersion): Json {
  const { dataBundle } = entry.configuration;
  if (behaviour === 'asks for more') {
    const wanted = [...entry.scope.reads.map(({ endpoint }) => endpoint), WIDER];
    const endpoints = wanted.map((endpoint) => ({ endpoint }));
    return { name: entry.id, bundle: { records: { endpoints } } };
  }
  return behaviour === 'asks nonsense' ? ['canary'] : (dataBundle as Json);
}
