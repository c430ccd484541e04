import { setTimeout as sleep } from 'node:timers/promises';
import { Hono } from 'hono';
import { InvalidInput } from '../../core/errors.ts';
import type { DataEvent } from '../../core/model/data-event.ts';
import { pdaNameSchema } from '../../core/model/names.ts';
import { makePerson } from './auth/make-person.ts';
import { RateLimit } from './auth/rate-limit.ts';
import { issueEngineToken, issuePlatformToken } from './auth/tokens.ts';
import { forPda, refreshedToken } from './routes/access.ts';
import { accessTokenRoutes } from './routes/access-token.ts';
import { applicationRoutes } from './routes/applications.ts';
import { capabilitiesRoutes } from './routes/capabilities.ts';
import { dataApiRoutes } from './routes/data-api.ts';
import { engineRoutes } from './routes/engine.ts';
import { describe } from './routes/json-body.ts';
import { keyRoutes } from './routes/keys.ts';
import type { RouteParts } from './routes/parts.ts';
import { problemReply, routeMissing } from './routes/problem.ts';
import type { DatabasePlace } from './store/open-database.ts';
import { openOwnDatabase } from './store/open-own-database.ts';
import { Outbox } from './store/outbox.ts';
import { People } from './store/people.ts';
import { saveInChunks } from './store/save-in-chunks.ts';
import type { Draft } from './store/save-owner-data.ts';

/** One process at a time has the database. */
export interface PdaOptions extends DatabasePlace {
  /** Takes data events over; may be called again with the same event until it is confirmed. */
  readonly publish: (events: readonly DataEvent[]) => Promise<void>;
  readonly now: () => Date;
  /** Makes UUIDs. */
  readonly newId: () => string;
  /** Gets a line about each unexpected failure; it holds no data. @default console.error */
  readonly report?: (line: string) => void;
  /** Waits before `publish` is tried again, or a database looked at again. @default a timer */
  readonly wait?: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** Whether it speaks the additions to HAT v2.6; without them it is what a PDA elsewhere may be. @default true */
  readonly additions?: boolean;
}

/** Many people's PDAs in one database, speaking the HAT v2.6 API. */
export interface EmbeddedPda {
  /** Whether what was being stored ends with this process: a database server may still commit it afterwards. */
  readonly endsWithProcess: boolean;
  /** To be mounted at `/`; each route finds its PDA by the `Host` header. */
  readonly routes: Hono;
  /**
   * @returns false when the PDA exists already; nothing changes then
   * @throws InvalidInput when `pda` is no domain name
   */
  createPerson(person: { readonly pda: string; readonly password: string }): Promise<boolean>;
  people(): Promise<readonly string[]>;
  /** Application token of the engine, valid for a year. Throws when there is no such PDA. */
  issueEngineToken(pda: string): Promise<string>;
  /** By which the PDA tells an engine of new data; valid for 30 days, and 3 in disuse. Throws when there is none. */
  issuePlatformToken(pda: string): Promise<string>;
  /** The token anew, for the reply to its holder; undefined when it is no valid one of this PDA, or the engine's. */
  refreshedToken(pda: string, token: string): Promise<string | undefined>;
  /** PEM, or undefined when there is no such PDA. */
  publicKey(pda: string): Promise<string | undefined>;
  /** Saves many records fast, leaves duplicates out, raises data events. @returns how many are new */
  saveOwnerData(pda: string, drafts: readonly Draft[]): Promise<number>;
  /** These events are safe elsewhere: they are never published again. */
  confirm(eventIds: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens the embedded PDAs and publishes the events that an earlier process left behind.
 * @throws OtherDatabase, DatabaseInUse, DatabaseUnavailable, InvalidInput when the database does not fit
 */
export async function startPda(options: PdaOptions): Promise<EmbeddedPda> {
  const { now, newId, wait = pause, report = console.error, additions = true } = options;
  const publish = additions ? options.publish : withoutChains(options.publish);
  let forget: () => void = () => undefined;
  const database = await openOwnDatabase(options, { regained: () => forget(), report, wait });
  const people = new People(database);
  forget = () => people.forget();
  const outbox = new Outbox(database, { publish, wait, report });
  const saved = () => outbox.notify();
  const guards = { host: forPda(people), rateLimit: new RateLimit() };
  const parts = { database, people, now, newId, saved, report, ...guards };
  const personOf = async (pda: string) => {
    const person = await people.find(pda);
    if (!person) throw new Error(`There is no PDA "${pda}"; create it first.`);
    return person;
  };
  saved();
  return {
    endsWithProcess: !options.databaseUrl,
    routes: routesOf(parts, additions),
    createPerson: async ({ pda, password }) => {
      const name = pdaNameSchema.safeParse(pda);
      if (!name.success) throw new InvalidInput(`PDA name "${pda}"`, [describe(name.error)]);
      return people.add(await makePerson({ pda, password, ownerId: newId() }), now());
    },
    people: () => people.names(),
    issueEngineToken: async (pda) => issueEngineToken(await personOf(pda), { now: now(), id: newId() }),
    issuePlatformToken: async (pda) => issuePlatformToken(await personOf(pda), { now: now(), id: newId() }),
    refreshedToken: async (pda, token) => {
      const person = await people.find(pda);
      return person && refreshedToken(parts, person, token);
    },
    publicKey: async (pda) => (await people.find(pda))?.publicKey,
    saveOwnerData: (pda, drafts) => saveInChunks(parts, { pda, drafts }),
    confirm: (eventIds) => outbox.confirm(eventIds),
    close: async () => {
      await outbox.close();
      await database.close();
    },
  };
}

function routesOf(parts: RouteParts, additions: boolean): Hono {
  const routes = new Hono();
  const added = additions ? [engineRoutes, capabilitiesRoutes] : [];
  for (const group of [accessTokenRoutes, keyRoutes, applicationRoutes, dataApiRoutes, ...added]) {
    routes.route('/', group(parts).onError(problemReply(parts.newId, parts.report)));
  }
  return routes.notFound(routeMissing);
}

/** A plain PDA cannot tell whose output a record is. */
function withoutChains(publish: PdaOptions['publish']): PdaOptions['publish'] {
  return (events) => publish(events.map(({ chain, ...event }) => event));
}

/** Does not keep the process alive; ends early, and quietly, when `signal` aborts. */
async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await sleep(milliseconds, undefined, { signal, ref: false }).catch(() => undefined);
}
