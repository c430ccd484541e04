import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { CreateTableCommand } from '@aws-sdk/client-dynamodb';
import { Hono } from 'hono';
import { LambdaInvoker } from '../../adapters/lambda/lambda-invoker.ts';
import { beat } from '../../core/canary/beat.ts';
import { CANARY_FUNCTION, type CanaryItem } from '../../core/canary/canary-item.ts';
import type { CanaryStore } from '../../core/canary/update-canary.ts';
import { updateReleases } from '../../core/manage/update-releases.ts';
import { changedReleases } from '../../core/model/function-releases.ts';
import type { LogFields } from '../../core/model/log-entry.ts';
import type { EngineLog, ExecutionStore, PdaRegister } from '../../core/ports.ts';
import { loadRegistry } from '../../functions-registry/load-registry.ts';
import { managementRoutes } from '../../lambdas/api/routes.ts';
import { wireApi } from '../../lambdas/api/wire.ts';
import { wireCanary } from '../../lambdas/canary/wire.ts';
import { canaryPdaRoutes } from '../../lambdas/canary-pda/routes.ts';
import { wireCanaryPda } from '../../lambdas/canary-pda/wire.ts';
import { openPdas } from '../../lambdas/shared/open-pdas.ts';
import { wire } from '../../lambdas/shared/wire.ts';
import { CleanUp } from '../../local/clean-up.ts';
import { layFoundations } from '../../local/foundations.ts';
import { serve, stopServing } from '../../local/http/server.ts';
import { localEnvironment } from '../../local/local-environment.ts';
import { OutcomeEmitter } from '../../local/outcome-emitter.ts';
import { registerFunctions } from '../../local/registration/register-functions.ts';
import { detectSeal } from '../../local/sandbox/detect-seal.ts';
import { startWork } from '../../local/work.ts';
import { startLocalKms } from './local-kms.ts';

/** Of the canary's PDA here: the host of its address. */
export const CANARY_PDA = '127.0.0.1';

const REGISTRY = fileURLToPath(new URL('../../canary-registry', import.meta.url));
const TABLE = 'canary';

/** The engine with its canary, as AWS has them: tables, queues, KMS, HTTP and sealed functions, all on this machine. */
export interface CanaryEngine {
  /** One beat of the canary, so many minutes ago. @returns what it told */
  beat(minutesAgo: number): Promise<LogFields>;
  /** All that there is of the canary. */
  item(): Promise<CanaryItem>;
  readonly canary: CanaryStore;
  /** As an operator sees the registered PDAs. */
  readonly directory: PdaRegister;
  readonly executions: ExecutionStore;
  /** Of the canary's consent to its function. */
  epoch(): Promise<number | undefined>;
  readonly startedAt: Date;
  /** Address of the canary's PDA. */
  readonly pdaUrl: string;
  close(): Promise<void>;
}

export async function startCanaryEngine(dataDir: string): Promise<CanaryEngine> {
  const cleanUp = new CleanUp();
  const told: LogFields[] = [];
  const startedAt = Date.now();
  const log: EngineLog = {
    tell: (event, fields) => void (event === 'canary beat' && told.push(fields)),
    internalError: () => undefined,
  };
  const seal = await detectSeal();
  const options = { dataDir, port: 0, registry: await loadRegistry(REGISTRY), seal, log };
  const laid = await layFoundations(options, cleanUp);
  const { dynamo, lambda } = laid.wiring.clients;
  const kms = await startLocalKms();
  cleanUp.later(() => kms.close());
  const env = localEnvironment(laid.queues);
  const { now } = laid.wiring;
  const pdas = { table: env.PDAS_TABLE, keyId: env.PDA_TOKENS_KEY_ID, nearby: true };
  const directory = openPdas({ ...pdas, dynamo, kms: kms.client, now });
  const wiring = { ...laid.wiring, directory };
  const { sealed } = seal;
  const { releases: releasesOf, executions, statuses } = wire(wiring);
  const releases = releasesOf(env.CATALOGUE_TABLE);
  const invoker = new LambdaInvoker(lambda, { sealed });
  await registerFunctions(options.registry, { lambda, invoker, releases, now, random: Math.random });
  await updateReleases(
    releases,
    CANARY_FUNCTION,
    (one) => one && changedReleases(one, { onlyFor: CANARY_PDA }),
  );
  const management = managementRoutes(wireApi(env, wiring, { sealed }));
  const api = await listen({ fetch: (request) => management.fetch(request) }, cleanUp);
  await dynamo.send(
    new CreateTableCommand({
      ...{ TableName: TABLE, BillingMode: 'PAY_PER_REQUEST' },
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    }),
  );
  const pdaEnv = { CANARY_TABLE: TABLE, CANARY_KEY_ID: 'canary', CANARY_PDA_URL: 'http://127.0.0.1' };
  const canaryWiring = { dynamo, kms: kms.client, log };
  const pda = wireCanaryPda(pdaEnv, { ...canaryWiring, now });
  const pdaUrl = await listen(canaryPdaRoutes(pda), cleanUp);
  const work = await startWork({
    ...{ foundations: { ...laid, wiring }, env, outcomes: new OutcomeEmitter(), sealed },
  });
  cleanUp.later(() => work.stop());
  const beatEnv = { ...env, ...pdaEnv, CANARY_PDA_URL: pdaUrl, MANAGEMENT_API_URL: api };
  return {
    ...{ canary: pda.store, directory, executions: executions(env.EXECUTIONS_TABLE), pdaUrl },
    epoch: async () => (await statuses(env.STATUS_TABLE).find(CANARY_PDA, CANARY_FUNCTION))?.epoch,
    startedAt: new Date(startedAt),
    item: async () => (await pda.store.find()) as CanaryItem,
    beat: async (minutesAgo) => {
      const then = () => new Date(startedAt - minutesAgo * 60_000);
      await beat(wireCanary(beatEnv, { ...canaryWiring, now: then }));
      // What is undefined is left out, as in the log.
      return JSON.parse(JSON.stringify(told.at(-1) ?? {}));
    },
    close: () => cleanUp.run(),
  };
}

async function listen(routes: Pick<Hono, 'fetch'>, cleanUp: CleanUp): Promise<string> {
  const server: Server = await serve(
    new Hono().all('*', ({ req }) => routes.fetch(req.raw)),
    0,
  );
  cleanUp.later(() => stopServing(server));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
