import { at, type Model, ofType, type Resource } from './model.ts';

/** What a Lambda of a function is called for. */
export type Call = 'process' | 'bundle' | 'configuration';

/** One of the three Lambdas of a registered function. */
export interface FunctionLambda {
  readonly resource: Resource;
  /** Absent where the name is not one that a function of lock.json has. */
  readonly functionId?: string | undefined;
  /** As its name says; `process` where the name is nobody's, which asks for most. */
  readonly call: Call;
}

export const FUNCTIONS_STACK = /^She-Functions-\d{3}$/;
export const NETWORK_STACK = 'She-Network';

const SUFFIXES: ReadonlyArray<readonly [suffix: string, call: Call]> = [
  ['-configuration', 'configuration'],
  ['-bundle', 'bundle'],
  ['', 'process'],
];

/** Every Lambda that runs other people's code: all in the functions stacks. */
export function functionLambdas(model: Model, lockedIds: readonly string[]): readonly FunctionLambda[] {
  const lambdas = ofType(model, 'AWS::Lambda::Function').filter(({ stack }) => FUNCTIONS_STACK.test(stack));
  const prefix = commonPrefix(lambdas.map(nameOf), lockedIds);
  return lambdas.map((resource) => ({ resource, ...describe(nameOf(resource), prefix, lockedIds) }));
}

const nameOf = (lambda: Resource) => String(at(lambda, 'FunctionName') ?? '');

function describe(name: string, prefix: string, ids: readonly string[]): Omit<FunctionLambda, 'resource'> {
  // No id ends in a suffix, so a name means one Lambda only.
  const [suffix, call] = SUFFIXES.find(([ending]) => name.endsWith(ending)) ?? ['', 'process'];
  const functionId = ids.find((id) => name === `${prefix}${id}${suffix}`);
  return functionId === undefined ? { call: 'process' } : { functionId, call };
}

/** What begins the name of every Lambda that has a function's name, `she-`; the shortest where several would do. */
function commonPrefix(names: readonly string[], ids: readonly string[]): string {
  const endings = ids.flatMap((id) => SUFFIXES.map(([suffix]) => `${id}${suffix}`));
  const [first = [], ...others] = names
    .map((name) =>
      endings.filter((ending) => name.endsWith(`-${ending}`)).map((ending) => name.slice(0, -ending.length)),
    )
    .filter((prefixes) => prefixes.length > 0);
  const common = first.filter((prefix) => others.every((prefixes) => prefixes.includes(prefix)));
  return common.sort((a, b) => a.length - b.length)[0] ?? '';
}
