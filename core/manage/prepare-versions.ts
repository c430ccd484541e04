import { atMost, type Turns } from '../at-most.ts';
import { EngineError, ExecutionFailure } from '../errors.ts';
import type { RegisteredVersion } from '../model/catalogue-entry.ts';
import type { FunctionPackage } from '../model/function-package.ts';
import type { ConfigurationCalls, PublishedVersion, VersionName } from '../registration-ports.ts';
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

/** Calls under way at a time; whoever waits for a Lambda to get ready makes none, and keeps no other from it. */
const AT_A_TIME = 10;

interface Answered {
  readonly version: RegisteredVersion;
  readonly bundleState: PublishedVersion['state'];
}

/**
 * Makes of deployed functions what the catalogue holds of them: waits until their versions can be called, looks
 * whether each holds the approved code, asks for their configurations, and freezes their bundles. One that is slow or
 * wrong keeps no other from being ready: all get ready, and are woken, at the same time.
 */
export async function prepareVersions(
  deps: PrepareDeps,
  functions: readonly DeployedFunction[],
  preparation: Preparation,
): Promise<Prepared> {
  const problems: string[] = [];
  const { until } = preparation;
  const turns = atMost(AT_A_TIME);
  const bounded = { ...deps, ...boundedBy(turns, deps, until) };
  const answered = await each(functions, problems, nameOf, (one) => answerOf(bounded, one, preparation));
  // Only now: none of these calls may keep a configuration waiting.
  const asleep = answered.filter(({ bundleState }) => bundleState === 'inactive');
  await Promise.all(asleep.map(({ version }) => woken(deps, turns, version, until)));
  const freeze = (one: Answered) => turns(() => frozen(deps, one, until));
  const versions = await each(answered, problems, ({ version }) => version.id, freeze);
  return { versions, problems };
}

function boundedBy(turns: Turns, { versions, configurations, now }: PrepareDeps, until: Date) {
  const left = () => until.getTime() - now().getTime();
  return {
    versions: { look: (version: VersionName) => turns(() => versions.look(version)) },
    // What was asked late has less time.
    configurations: {
      ask: (version: VersionName) => turns(() => configurations.ask(version, left())),
    },
  };
}

const nameOf = (one: DeployedFunction) => one.package.manifest.id;

async function each<Item, Result>(
  items: readonly Item[],
  problems: string[],
  name: (item: Item) => string,
  task: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const results = items.map((item) =>
    task(item).then(
      (result) => [result],
      (error: unknown) => {
        problems.push(problemOf(name(item), error));
        return [];
      },
    ),
  );
  return (await Promise.all(results)).flat();
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

async function woken(
  deps: PrepareDeps,
  turns: Turns,
  version: RegisteredVersion,
  until: Date,
): Promise<void> {
  // Any other failure is for the freezing to judge.
  const wake = () => wakeBundle(deps, version).catch((error) => (isNotYet(error) ? undefined : true));
  await untilThere(deps, until, () => turns(async () => (deps.now() < until ? wake() : true)));
}

async function frozen(deps: PrepareDeps, { version }: Answered, until: Date): Promise<RegisteredVersion> {
  // What is not stored any more need not be frozen.
  if (deps.now() >= until) return version;
  return { ...version, frozenBundle: await freezeBundle(deps, version) };
}
