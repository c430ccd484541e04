import { readdirSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { LambdaInvoker } from '../../adapters/lambda/lambda-invoker.ts';
import { MemoryFunctionCatalogue } from '../../adapters/memory/function-catalogue.ts';
import { dispatch } from '../../core/dispatch/dispatch.ts';
import { ExecutionFailure } from '../../core/errors.ts';
import { feedAt } from '../../core/manage/feed.ts';
import { listFunctions } from '../../core/manage/functions.ts';
import { triggerFunction } from '../../core/manage/trigger.ts';
import type { CatalogueEntry } from '../../core/model/catalogue-entry.ts';
import type { Filter } from '../../core/model/data-bundle.ts';
import type { ErrorCode } from '../../core/model/error-code.ts';
import type { FunctionConfiguration } from '../../core/model/function-configuration.ts';
import { untouchedStatus } from '../../core/model/function-status.ts';
import type { Json } from '../../core/model/json.ts';
import type { OwnersRecord } from '../../core/ports.ts';
import { createDispatcherHandler } from '../../lambdas/dispatcher/handler.ts';
import { createClients } from '../../lambdas/shared/clients.ts';
import { registerFunctions } from '../../local/registration/register-functions.ts';
import { localClientConfig } from '../../local/state/local-client-config.ts';
import { aConfiguration, aDataEvent, anEntry, aStatus, FUNCTION, NOW, PDA, uuid } from './builders.ts';
import { aFeedMapping, ownersRecords } from './feed.ts';
import { type HttpAnswer, startHttpServer } from './http-server.ts';
import { managementOf } from './management.ts';
import { countDrinks, MemoryEngine } from './memory-engine.ts';
import { aRegisteredFunction } from './registered-function.ts';
import { anSqsEvent } from './sqs-event.ts';
import { freshDataDir, startTestPda } from './start-pda.ts';

/** What the tests of the reference's faults share. */

interface RunOptions {
  readonly configuration?: Partial<FunctionConfiguration>;
  readonly isEnabled?: boolean;
  readonly drinks?: readonly Json[];
  readonly body?: MemoryEngine['body'];
  /** Happens while the function is at work for the first time. */
  readonly meanwhile?: (engine: MemoryEngine) => Promise<unknown>;
  /** Gets how often the function has been called when that is over. */
  readonly callsSoFar?: number[];
  /** What the function's registration is changed to after its owner has enabled it. */
  readonly next?: Partial<CatalogueEntry>;
  /** How the PDA refuses what is to be written. */
  readonly refusedBy?: ErrorCode;
}

/** An engine that has processed the given drinks, as far as it does. */
export async function aRun(options: RunOptions): Promise<MemoryEngine> {
  const { isEnabled = true, drinks = [{ ml: 1 }], body = countDrinks, meanwhile, next, refusedBy } = options;
  const configuration = aConfiguration(options.configuration);
  const engine = new MemoryEngine();
  await engine.catalogue.put(anEntry({ configuration, ...next }));
  await engine.statuses.replace(isEnabled ? aStatus() : { ...untouchedStatus(PDA, FUNCTION), revision: 1 });
  if (refusedBy) engine.pda.writeDerived = () => Promise.reject(new ExecutionFailure(refusedBy));
  engine.body = body;
  if (meanwhile) {
    engine.body = async (payload, call) => {
      engine.body = countDrinks;
      await meanwhile(engine);
      options.callsSoFar?.push(engine.processed().length);
      return countDrinks(payload, call);
    };
  }
  await nextRun(engine, ...drinks);
  return engine;
}

export async function nextRun(engine: MemoryEngine, ...drinks: readonly Json[]): Promise<void> {
  await engine.save(...drinks);
  await engine.run();
}

/** The drinks that the function was given, a list for each time it was called. */
export const given = (engine: MemoryEngine): readonly (readonly Json[])[] =>
  engine
    .processed()
    .map(({ request }) => Object.values(request.data).flatMap((rows) => rows.map(({ data }) => data)));

/** What the owner is shown of each function's status. */
export async function listing(engine: MemoryEngine) {
  return (await listFunctions(managementOf(engine), PDA)).map(({ status }) => status);
}

/** A filter that can only be applied to dates. */
export const AT_SEVEN: Filter = {
  field: 'kind',
  transformation: { transformation: 'datetimeExtract', part: 'hour' },
  operator: { operator: 'contains', value: 7 },
};

/** The owner asks for a run, and it is over. */
export async function triggered(engine: MemoryEngine, useAll: boolean): Promise<void> {
  await triggerFunction(
    managementOf(engine, () => engine.run()),
    PDA,
    anEntry(),
    useAll,
  );
}

/** What the function was told when it was asked for its bundle. */
export const bundleCalls = (engine: MemoryEngine): readonly unknown[] =>
  engine.invocations
    .filter(({ functionName }) => functionName.endsWith('-bundle'))
    .map(({ payload }) => payload);

/** A minute later, when the function does better. */
export async function runLater(engine: MemoryEngine, body: MemoryEngine['body']): Promise<void> {
  engine.body = body;
  await engine.pass(60);
  await engine.run();
}

/** Dispatches an event of a PDA of which nobody can look up what it has enabled, and one of another. */
export async function dispatchedAlthough(broken: string) {
  const engine = await MemoryEngine.started();
  const { ofPda } = engine.statuses;
  engine.statuses.ofPda = async (pda) => {
    if (pda === broken) throw new Error('the table is away');
    return ofPda.call(engine.statuses, pda);
  };
  const handle = createDispatcherHandler({ ...engine.deps, malformed: engine.deps.deadLetters });
  return { engine, answer: await handle(anSqsEvent(aDataEvent({ pda: broken }), aDataEvent())) };
}

/** Another PDA has enabled the function, and saves a drink. */
export async function runFor(engine: MemoryEngine, pda: string): Promise<void> {
  await engine.statuses.replace(aStatus({ pda }));
  engine.pda.save(pda, { recordId: uuid(7), endpoint: 'kitchen/drinks', data: { ml: 7 } });
  await dispatch(engine.deps, pda, [aDataEvent({ pda })]);
  await engine.run();
}

/** What the owner is shown at a path of the feed that a function's developer chose, of what it has written. */
export async function feedAtPath(path: string, ...written: readonly OwnersRecord[]) {
  const { catalogue, statuses } = await MemoryEngine.started({ feed: { path, mapping: aFeedMapping() } });
  const { records } = ownersRecords({ 'coach/insights/hydration': written });
  const now = NOW.getTime() / 1000;
  const query = { pda: PDA, token: 'token', since: now - 86_400 * 7, until: now };
  return feedAt({ catalogue, statuses, records, now: () => NOW }, query, path);
}

/** All that the engine has told anybody but the owner, as text. */
export async function leftBehind(engine: MemoryEngine): Promise<string> {
  const { told, letters, published, internalErrors } = engine;
  const kept = [await engine.records(), await engine.status()];
  return JSON.stringify([told, letters, published, kept, internalErrors.map(String)]);
}

/** A function's answer to the configuration call. */
export const publishedAs = (id: string, change: Partial<FunctionConfiguration> = {}): HttpAnswer => ({
  status: 200,
  body: JSON.stringify(aConfiguration({ id, ...change })),
});

/** Registers functions whose configuration calls answer like this, by id. */
export function registering(answers: Readonly<Record<string, HttpAnswer>>) {
  const answer = (path: string) => answers[/she-(.+)-configuration/.exec(path)?.[1] ?? ''];
  return withLambda(answer, async ({ client, invoker }) => {
    const catalogue = new MemoryFunctionCatalogue();
    const functions = Object.keys(answers).map((id) => aRegisteredFunction({ id }));
    const { releases } = catalogue;
    const registrar = { lambda: client, invoker, releases, now: () => NOW, random: () => 0.5 };
    const problems = await registerFunctions({ functions, retiredShards: [], warnings: [] }, registrar);
    return { problems, registered: (await catalogue.all(PDA)).map(({ id }) => id) };
  });
}

/** How often a Lambda is asked that answers an invocation like this. */
export function requestsOfAnInvocation(answer: HttpAnswer): Promise<number> {
  return withLambda(
    () => answer,
    async ({ invoker, requests }) => {
      const call = {
        functionName: FUNCTION,
        qualifier: '1',
        tenant: 'tenant-1',
        payload: {},
        timeoutMs: 5_000,
      };
      await invoker.invoke(call).catch(() => undefined);
      return requests.length;
    },
  );
}

async function withLambda<T>(
  answer: (path: string) => HttpAnswer | undefined,
  work: (lambda: {
    readonly client: ReturnType<typeof createClients>['lambda'];
    readonly invoker: LambdaInvoker;
    readonly requests: readonly unknown[];
  }) => Promise<T>,
): Promise<T> {
  const server = await startHttpServer(({ path }) => answer(path) ?? { status: 404, body: '{}' });
  const client = createClients({ lambda: localClientConfig(server.url) }).lambda;
  try {
    return await work({
      client,
      invoker: new LambdaInvoker(client, { sealed: true }),
      requests: server.requests,
    });
  } finally {
    client.destroy();
    await server.close();
  }
}

/** Saves a record while nobody takes events over, ends the PDA, starts it again, and waits for the event. */
export async function eventAfterRestart(endpoint: string) {
  const dataDir = await freshDataDir();
  const away = () => Promise.reject(new Error('the queue is away'));
  const before = await startTestPda({ dataDir, publish: away, report: () => undefined });
  const { pda, ownerToken: token } = before.alice;
  await before.call(`POST /api/v2.6/data/${endpoint}`, { pda, token, body: { ml: 1 } });
  await before.close();
  const after = await startTestPda({ dataDir });
  const event = await after.eventAbout(endpoint);
  await after.close();
  await rm(dataDir, { recursive: true });
  return event;
}

/** Contracts are compared by the suites that they are made of. @returns lines of test files that compare something only when their test may have ended, and files that compare nothing. */
export function comparedTooLate(): readonly string[] {
  const names = readdirSync('test', { recursive: true, encoding: 'utf8' });
  return names
    .filter((name) => name.endsWith('.test.ts') && !name.startsWith('contract/'))
    .flatMap((name) => {
      const lines = readFileSync(join('test', name), 'utf8').split('\n');
      const late = lines.filter((line) =>
        /^\s*expect\(.*\.(resolves|rejects)\b|\.then\(.*expect\(/.test(line),
      );
      const nothing = lines.some((line) => line.includes('expect')) ? [] : ['nothing is compared'];
      return [...late, ...nothing].map((fault) => `${name}: ${fault.trim()}`);
    });
}
