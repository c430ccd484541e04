import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { KMSClient } from '@aws-sdk/client-kms';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { LambdaInvoker } from '../../../adapters/lambda/lambda-invoker.ts';
import { metricsNamespace } from '../../../core/model/metrics.ts';
import type { PdaRegister } from '../../../core/ports.ts';
import { loadRegistry } from '../../../functions-registry/load-registry.ts';
import { readEvent } from '../../../lambdas/dispatcher/read-event.ts';
import { openPdas } from '../../../lambdas/shared/open-pdas.ts';
import { wire } from '../../../lambdas/shared/wire.ts';
import { CleanUp } from '../../../local/clean-up.ts';
import type { EngineOptions } from '../../../local/engine-options.ts';
import { type Foundations, layFoundations } from '../../../local/foundations.ts';
import { ACCESS_KEY_ID } from '../../../local/http/own-requests.ts';
import { serve, stopServing } from '../../../local/http/server.ts';
import { type LocalEnvironment, localEnvironment } from '../../../local/local-environment.ts';
import { startEventSource } from '../../../local/queues/event-source.ts';
import { registerFunctions } from '../../../local/registration/register-functions.ts';
import { repeat } from '../../../local/repeat.ts';
import { detectSeal } from '../../../local/sandbox/detect-seal.ts';
import { localClientConfig } from '../../../local/state/local-client-config.ts';
import { type Secrets, startCloud, startInvokeProxy } from './cloud.ts';
import type { Evidence } from './evidence.ts';
import { LAMBDAS, type LambdaName, LambdaProcess } from './lambdas.ts';

const RECONCILE_EVERY_MS = 1_000;
const BATCH = 10;

/** The engine's own Lambdas on emulators of what AWS is to them, with people's PDAs beside. */
export interface AwsEngine {
  readonly foundations: Foundations;
  readonly env: LocalEnvironment;
  readonly pdaUrl: string;
  /** As an operator registers PDAs. */
  readonly directory: PdaRegister;
  readonly lambdas: Readonly<Record<LambdaName, LambdaProcess>>;
  close(): Promise<void>;
}

interface Places {
  readonly dataDir: string;
  readonly registry: string;
}

/** Starts it, or leaves nothing of it. */
export async function startAwsEngine(places: Places, evidence: Evidence): Promise<AwsEngine> {
  const cleanUp = new CleanUp();
  try {
    return await start(places, evidence, cleanUp);
  } catch (error) {
    await cleanUp.run().catch(() => undefined);
    throw error;
  }
}

async function start(
  { dataDir, registry }: Places,
  evidence: Evidence,
  cleanUp: CleanUp,
): Promise<AwsEngine> {
  const printed: string[] = [];
  const options: EngineOptions = {
    ...{ dataDir, port: 0, registry: await loadRegistry(registry), seal: await detectSeal() },
    onFunctionOutput: (_name, line) => printed.push(line),
  };
  const foundations = await layFoundations(options, cleanUp);
  const env = localEnvironment(foundations.queues);
  await register(options, foundations, env, evidence);
  const server = await serve(foundations.pda.routes, 0);
  cleanUp.later(() => stopServing(server));
  const cloud = await startCloud(evidence, await secretsIn(dataDir));
  cleanUp.later(() => cloud.close());
  const proxy = await startInvokeProxy(foundations.host.url, evidence, () => printed.splice(0));
  cleanUp.later(() => proxy.close());
  const variables = await variablesOf(foundations, env, { cloud: cloud.url, invoke: proxy.url });
  const lambdas = await startLambdas(variables, evidence, cleanUp);
  const kms = new KMSClient(localClientConfig(cloud.url));
  cleanUp.later(() => kms.destroy());
  feed(lambdas, { foundations, env, evidence, cleanUp });
  const pdaUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const directory = openPdas({
    ...{ dynamo: foundations.wiring.clients.dynamo, kms, now: foundations.wiring.now },
    ...{ table: env.PDAS_TABLE, keyId: env.PDA_TOKENS_KEY_ID, nearby: true },
  });
  return { foundations, env, pdaUrl, directory, lambdas, close: () => cleanUp.run() };
}

/** By their ids, which are the names of their files. */
async function secretsIn(dataDir: string): Promise<Secrets> {
  const ids = ['engine.key', 'tenant.key'];
  return Object.fromEntries(
    await Promise.all(ids.map(async (id) => [id, await readFile(join(dataDir, id))] as const)),
  );
}

async function register(
  { registry, seal }: EngineOptions,
  { wiring }: Foundations,
  env: LocalEnvironment,
  evidence: Evidence,
): Promise<void> {
  const { lambda } = wiring.clients;
  const invoker = new LambdaInvoker(lambda, seal);
  const releases = wire(wiring).releases(env.CATALOGUE_TABLE);
  const registrar = { lambda, invoker, releases, now: wiring.now, random: Math.random };
  const unregistered = await registerFunctions(registry, registrar);
  for (const line of unregistered) evidence.object(`not registered: ${line}`);
}

/** What the Lambdas find in their environment; each service of AWS is where its emulator is. */
async function variablesOf(
  { wiring, queues }: Foundations,
  env: LocalEnvironment,
  urls: { readonly cloud: string; readonly invoke: string },
): Promise<NodeJS.ProcessEnv> {
  const {
    protocol,
    hostname,
    port = '',
  } = (await wiring.clients.dynamo.config.endpoint?.()) ?? { protocol: '', hostname: '' };
  return {
    ...Object.fromEntries(Object.entries(env).map(([name, value]) => [name, String(value)])),
    ...{ ENGINE_KEY_SECRET_ID: 'engine.key', TENANT_KEY_SECRET_ID: 'tenant.key' },
    METRICS_NAMESPACE: metricsNamespace('she'),
    ...{ AWS_REGION: 'eu-west-1', AWS_ACCESS_KEY_ID: ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY: 'local' },
    ...{ AWS_ENDPOINT_URL: urls.cloud, AWS_ENDPOINT_URL_LAMBDA: urls.invoke },
    AWS_ENDPOINT_URL_DYNAMODB: `${protocol}//${hostname}:${port}`,
    AWS_ENDPOINT_URL_SQS: queues.endpoint,
    // All that there is to log, and what must have no effect.
    ...{ POWERTOOLS_LOG_LEVEL: 'DEBUG', POWERTOOLS_LOGGER_LOG_EVENT: 'true' },
    ...{ PATH: process.env.PATH, TMPDIR: process.env.TMPDIR },
  };
}

async function startLambdas(variables: NodeJS.ProcessEnv, evidence: Evidence, cleanUp: CleanUp) {
  const started = await Promise.all(
    LAMBDAS.map(async (name) => {
      const lambda = await LambdaProcess.start(name, variables, evidence);
      cleanUp.later(() => lambda.end());
      return [name, lambda] as const;
    }),
  );
  return Object.fromEntries(started) as Record<LambdaName, LambdaProcess>;
}

interface Feeding {
  readonly foundations: Foundations;
  readonly env: LocalEnvironment;
  readonly evidence: Evidence;
  readonly cleanUp: CleanUp;
}

/** Brings messages from the queues to the Lambdas, as event source mappings do. */
function feed(lambdas: AwsEngine['lambdas'], { foundations, env, evidence, cleanUp }: Feeding): void {
  const { wiring, pda } = foundations;
  const source = (queueUrl: string, name: 'dispatcher' | 'executor') =>
    startEventSource({
      ...{
        client: wiring.clients.sqs,
        queueUrl,
        batchSize: BATCH,
        concurrency: 4 * BATCH,
        timeoutMs: 900_000,
      },
      handler: (event: SQSEvent) => {
        for (const { body } of event.Records) evidence.add(channelOf(name, body), queueUrl, `${body}\n`);
        return lambdas[name].invoke<SQSBatchResponse>(event, 900_000);
      },
      onHandled: async (bodies) => {
        if (name === 'dispatcher') await pda.confirm(bodies.flatMap(eventIds));
      },
      onError: () => undefined,
    });
  const sources = [
    source(env.DATA_EVENTS_QUEUE_URL, 'dispatcher'),
    source(env.EXECUTIONS_QUEUE_URL, 'executor'),
  ];
  const clock = repeat(
    () => lambdas.reconcile.invoke({}),
    RECONCILE_EVERY_MS,
    () => undefined,
  );
  cleanUp.later(async () => {
    await clock.stop();
    await Promise.all(sources.map((one) => one.stop()));
  });
}

function channelOf(name: 'dispatcher' | 'executor', body: string) {
  if (name === 'executor') return body.startsWith('{"pda"') ? 'queues' : 'messages from outside';
  return typeof readEvent(body) === 'string' ? 'messages from outside' : 'queues';
}

function eventIds(body: string): readonly string[] {
  const event = readEvent(body);
  return typeof event === 'string' ? [] : [event.eventId];
}
