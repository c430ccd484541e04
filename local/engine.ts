import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { LambdaInvoker } from '../adapters/lambda/lambda-invoker.ts';
import type { ManagementDeps } from '../core/manage/deps.ts';
import { wireApi } from '../lambdas/api/wire.ts';
import { wire } from '../lambdas/shared/wire.ts';
import { CleanUp } from './clean-up.ts';
import { RedriveOrders } from './dead-letters/redrive-orders.ts';
import { startDeadLetters } from './dead-letters/start-dead-letters.ts';
import type { EngineOptions } from './engine-options.ts';
import { engineRoutes } from './engine-routes.ts';
import { type Foundations, layFoundations } from './foundations.ts';
import { serve, stopServing } from './http/server.ts';
import { localEnvironment } from './local-environment.ts';
import { OutcomeEmitter } from './outcome-emitter.ts';
import type { EmbeddedPda } from './pda/start-pda.ts';
import { PdaFolder } from './pdas/pda-folder.ts';
import { watchRegistrations } from './pdas/watch-registrations.ts';
import { watchRecalls } from './recalls/watch-recalls.ts';
import { registerFunctions } from './registration/register-functions.ts';
import { writeRegistered } from './versions/registered-file.ts';
import { startWork } from './work.ts';

/** The whole engine, running in this process. */
export interface Engine {
  readonly port: number;
  readonly pda: EmbeddedPda;
  readonly management: ManagementDeps;
  readonly outcomes: OutcomeEmitter;
  /** One line about each function that could not be registered. */
  readonly unregistered: readonly string[];
  /** Creates a PDA and registers it; one that exists keeps its password. */
  addPerson(person: { readonly pda: string; readonly password: string }): Promise<void>;
  /** Ends everything within seconds; runs that do not end in time are resumed at the next start. */
  close(): Promise<void>;
}

/**
 * Starts everything on 127.0.0.1: stores, queues, sealed functions, PDAs, the APIs, and the work itself.
 *
 * @throws DataDirectoryInUse, OtherDatabase, DatabaseInUse, PortTaken
 */
export async function startEngine(options: EngineOptions): Promise<Engine> {
  const cleanUp = new CleanUp();
  try {
    return await start(options, cleanUp);
  } catch (error) {
    await cleanUp.run().catch(() => undefined);
    throw error;
  }
}

async function start(options: EngineOptions, cleanUp: CleanUp): Promise<Engine> {
  const { sealed } = options.seal;
  const foundations = await layFoundations(options, cleanUp);
  const { wiring, tenants, pda, host } = foundations;
  const env = localEnvironment(foundations.queues);
  const forget: ManagementDeps['forget'] = (...epochOfFunction) =>
    host.endTenant(tenants.tenant(...epochOfFunction));
  const api = wireApi(env, wiring, { sealed, forget });
  const { lambda } = wiring.clients;
  const releases = wire(wiring).releases(env.CATALOGUE_TABLE);
  const invoker = new LambdaInvoker(lambda, { sealed });
  const registrar = { lambda, invoker, releases, now: wiring.now, random: Math.random };
  const unregistered = await registerFunctions(options.registry, registrar);
  await writeRegistered(options.dataDir, await releases.all());
  const recalls = await watchRecalls(options.dataDir, releases, wiring.log);
  cleanUp.later(() => recalls.stop());
  const server = await serve(engineRoutes(api, pda), options.port);
  cleanUp.later(() => stopServing(server));
  const folder = new PdaFolder(options.dataDir);
  const people = registerPeople(foundations, folder, server);
  for (const name of await pda.people()) await people.register(name);
  await options.prepare?.({ addPerson: people.add, pda, management: api.management });
  const registrations = await watchRegistrations({
    ...{ folder, directory: wiring.directory, cipher: foundations.cipher, log: wiring.log },
    ...{ people: () => pda.people(), report: console.error, now: wiring.now },
  });
  cleanUp.later(() => registrations.stop());
  const outcomes = new OutcomeEmitter();
  const work = await startWork({ foundations, env, outcomes, sealed });
  cleanUp.later(() => work.stop());
  const orders = new RedriveOrders(options.dataDir);
  const deadLetters = await startDeadLetters({ foundations, env, orders, report: console.log });
  cleanUp.later(() => deadLetters.stop());
  return {
    ...{ port: people.port, pda, management: api.management, outcomes, unregistered },
    addPerson: people.add,
    close: () => cleanUp.run(),
  };
}

/** The PDAs of this process are registered with it like any other, at the port it happens to have. */
function registerPeople({ pda, wiring }: Foundations, folder: PdaFolder, server: Server) {
  const { port } = server.address() as AddressInfo;
  const register = async (name: string) => {
    const token = await pda.issueEngineToken(name);
    await folder.noteOwn(name);
    await wiring.directory.put({ pda: name, url: `http://127.0.0.1:${port}`, token });
  };
  const add = async (person: { readonly pda: string; readonly password: string }) => {
    await pda.createPerson(person);
    await register(person.pda);
  };
  return { port, register, add };
}
