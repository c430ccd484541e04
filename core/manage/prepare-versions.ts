import { EngineError, ExecutionFailure } from '../errors.ts';
import { inTurns } from '../in-turns.ts';
import type { RegisteredVersion } from '../model/catalogue-entry.ts';
import type { FunctionPackage } from '../model/function-package.ts';
import type { ConfigurationCalls, PublishedVersion } from '../registration-ports.ts';
import { checkVersion, type LookDeps, untilThere } from './check-version.ts';
import { type FreezeDeps, freezeBundle, wakeBundle } from './freeze-bundle.ts';
import { functionNames, register } from './register.ts';

export interface PrepareDeps extends LookDeps, FreezeDeps {
  readonly configurations: ConfigurationCalls;
}

/** A function as it was deployed. */
export interface DeployedFunction {
  readonly package: FunctionPackage;
  /** Immutable versions of its three Lambdas. */
  readonly qualifiers: Readonly<Record<'process' | 'bundle' | 'configuration', string>>;
}

/** Where functions are, and how long there is to get them ready. */
export interface Preparation {
  /** Begins the names of their Lambdas. */
  readonly prefix: string;
  readonly until: Date;
}

export interface Prepared {
  readonly versions: readonly RegisteredVersion[];
  /** One line about each function that cannot be registered, which names it. */
  readonly problems: readonly string[];
}

/** Functions that are asked at a time. */
const AT_A_TIME = 10;

interface Answered {
  readonly version: RegisteredVersion;
  readonly bundleState: PublishedVersion['state'];
}

/**
 * Makes of deployed functions what the catalogue holds of them: waits until their versions can be called, looks
 * whether each holds the approved code, asks for their configurations, and freezes their bundles. One that is slow or
 * wrong keeps no other from being ready.
 */
export async function prepareVersions(
  deps: PrepareDeps,
  functions: readonly DeployedFunction[],
  preparation: Preparation,
): Promise<Prepared> {
  const problems: string[] = [];
  const answered = await each(functions, problems, nameOf, (one) => answerOf(deps, one, preparation));
  // Only now: none of these calls may keep a configuration waiting.
  const versions = await each(
    answered,
    problems,
    ({ version }) => version.id,
    (one) => frozen(deps, one, preparation.until),
  );
  return { versions, problems };
}

const nameOf = (one: DeployedFunction) => one.package.manifest.id;

async function each<Item, Result>(
  items: readonly Item[],
  problems: string[],
  name: (item: Item) => string,
  task: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const results = await inTurns(items, AT_A_TIME, (item) =>
    task(item).then(
      (result) => [result],
      (error: unknown) => {
        problems.push(problemOf(name(item), error));
        return [];
      },
    ),
  );
  return results.flat();
}

/** What the engine says itself may be told; other messages only their developers understand. */
function problemOf(id: string, error: unknown): string {
  if (error instanceof EngineError) return error.message;
  return `Function ${id}: ${error instanceof Error ? error.name : 'an unknown error'}`;
}

async function answerOf(
  deps: PrepareDeps,
  one: DeployedFunction,
  { prefix, until }: Preparation,
): Promise<Answered> {
  const { package: code, qualifiers } = one;
  const names = functionNames(prefix, code.manifest.id);
  const look = (call: keyof typeof names) =>
    checkVersion(deps, {
      version: { functionName: names[call], qualifier: qualifiers[call] },
      approved: { codeHash: code.codeHash, isTenantIsolated: call !== 'configuration' },
      until,
    });
  // The first one's problem is the function's: three of the same would hide those of others.
  const [, bundleState] = [await look('process'), await look('bundle'), await look('configuration')];
  const published = await askForConfiguration(deps, names.configuration, one, until);
  return { version: register({ ...code, published, prefix, qualifiers }), bundleState };
}

async function askForConfiguration(
  deps: PrepareDeps,
  functionName: string,
  { qualifiers }: DeployedFunction,
  until: Date,
) {
  const name = { functionName, qualifier: qualifiers.configuration };
  const answer = await untilThere(deps, until, () =>
    deps.configurations
      .ask(name, until.getTime() - deps.now().getTime())
      .then((published) => ({ published }))
      .catch(unlessNotYet),
  );
  if (!answer) throw new EngineError(`${functionName} was never ready to be called: deploy again`);
  return answer.published;
}

function unlessNotYet(error: unknown): undefined {
  if (!isNotYet(error)) throw error;
}

/** Whether it is worth calling again. */
function isNotYet(error: unknown): boolean {
  return error instanceof ExecutionFailure && ['FUNCTION_NOT_READY', 'THROTTLED'].includes(error.code);
}

async function frozen(
  deps: PrepareDeps,
  { version, bundleState }: Answered,
  until: Date,
): Promise<RegisteredVersion> {
  // What is not stored any more need not be frozen.
  if (deps.now() >= until) return version;
  if (bundleState === 'inactive') {
    // Any other failure is for the freezing to judge.
    const wake = () => wakeBundle(deps, version).catch((error) => (isNotYet(error) ? undefined : true));
    await untilThere(deps, until, wake);
  }
  return { ...version, frozenBundle: await freezeBundle(deps, version) };
}
