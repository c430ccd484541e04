import { randomUUID } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { cp, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import type { DataEvent } from '../../core/model/data-event.ts';
import type { PdaAccess, PdaDirectory } from '../../core/ports.ts';
import { type EmbeddedPda, type PdaOptions, startPda } from '../../local/pda/start-pda.ts';
import { openPglite } from '../../local/pda/store/pglite-database.ts';

export interface TestPerson {
  readonly pda: string;
  readonly password: string;
  readonly ownerToken: string;
  readonly engineToken: string;
}

/** `Body` is what the test expects; nothing has checked it. */
export interface Reply<Body = unknown> {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Parsed when it is JSON, else the text. */
  readonly body: Body;
}

/** A record in a reply. */
export interface SavedRecord {
  readonly endpoint: string;
  readonly recordId: string;
  readonly data: unknown;
  readonly links?: readonly SavedRecord[];
}

/** A reply that says what is wrong. */
export interface Problem {
  readonly message: string;
  readonly cause: string;
  readonly details: readonly string[];
}

export interface Call {
  readonly pda: string;
  readonly token?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as it is when it is text, else as JSON. */
  readonly body?: unknown;
}

export interface TestPda {
  readonly embedded: EmbeddedPda;
  readonly url: string;
  readonly dataDir: string;
  readonly alice: TestPerson;
  readonly ben: TestPerson;
  /** Both people, as the engine would have registered them. */
  readonly directory: PdaDirectory;
  /** Everything published so far. */
  readonly events: readonly DataEvent[];
  /** First event that names `endpoint`, published already or yet to come. */
  eventAbout(endpoint: string): Promise<DataEvent>;
  call<Body>(route: string, call: Call): Promise<Reply<Body>>;
  close(): Promise<void>;
}

/** A fixed moment; the embedded PDA of tests lives at it unless told otherwise. */
export const PDA_NOW = new Date('2024-05-06T08:00:00.000Z');

/** Starts an embedded PDA with two people and an HTTP server on a free port; `options` win over the defaults. */
export async function startTestPda(options: Partial<PdaOptions> = {}): Promise<TestPda> {
  const { databaseUrl } = options;
  const dataDir = options.dataDir ?? (await (databaseUrl ? emptyDataDir() : freshDataDir()));
  const published = new PublishedEvents();
  const embedded = await startPda({
    dataDir,
    now: () => PDA_NOW,
    newId: randomUUID,
    publish: (events) => published.add(events),
    ...options,
  });
  const server = serve({ fetch: embedded.routes.fetch, port: 0, hostname: '127.0.0.1' });
  await new Promise((resolve) => server.once('listening', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const [alice, ben] = await Promise.all(
    ['alice.localhost', 'ben.localhost'].map((pda) => addPerson(embedded, url, pda)),
  );
  const people = [alice, ben] as [TestPerson, TestPerson];
  return {
    embedded,
    url,
    dataDir,
    alice: people[0],
    ben: people[1],
    directory: directoryOf(people, url),
    events: published.all,
    eventAbout: (endpoint) => published.about(endpoint),
    call: (route, call) => callPda(url, route, call),
    close: async () => {
      await new Promise((resolve) => server.close(resolve));
      await embedded.close();
      if (!options.dataDir) await rm(dataDir, { recursive: true });
    },
  };
}

class PublishedEvents {
  readonly all: DataEvent[] = [];
  readonly #arrival = new EventEmitter();

  async add(events: readonly DataEvent[]): Promise<void> {
    this.all.push(...events);
    this.#arrival.emit('events');
  }

  async about(endpoint: string): Promise<DataEvent> {
    for (;;) {
      const found = this.all.find(({ endpoints }) => endpoints.includes(endpoint));
      if (found) return found;
      await once(this.#arrival, 'events');
    }
  }
}

/** `route` is `GET /path`. The PDA travels in the `Host` header, which fetch would ignore. */
export async function callPda<Body>(url: string, route: string, call: Call): Promise<Reply<Body>> {
  const [method, path] = route.split(' ');
  const body = typeof call.body === 'string' ? call.body : JSON.stringify(call.body);
  const headers = {
    host: call.pda,
    ...(call.token ? { 'x-auth-token': call.token } : {}),
    ...(body === undefined
      ? {}
      : { 'content-type': 'application/json', 'content-length': `${Buffer.byteLength(body)}` }),
    ...call.headers,
  };
  return new Promise((resolve, reject) => {
    const sent = request(`${url}${path}`, { method, headers, agent: false }, async (response) => {
      const text = Buffer.concat(await response.toArray()).toString();
      const json = response.headers['content-type']?.includes('json');
      resolve({
        status: response.statusCode ?? 0,
        headers: response.headers,
        body: json ? JSON.parse(text) : text,
      });
    });
    sent.once('error', reject).end(body);
  });
}

async function addPerson(embedded: EmbeddedPda, url: string, pda: string): Promise<TestPerson> {
  const password = `the password of ${pda}`;
  await embedded.createPerson({ pda, password });
  const headers = { username: pda, password: encodeURIComponent(password) };
  const login = await callPda<{ accessToken: string }>(url, 'GET /users/access_token', { pda, headers });
  return {
    pda,
    password,
    ownerToken: login.body.accessToken,
    engineToken: await embedded.issueEngineToken(pda),
  };
}

function directoryOf(people: readonly TestPerson[], url: string): PdaDirectory {
  const known = new Map(
    people.map(({ pda, engineToken }): [string, PdaAccess] => [pda, { pda, url, token: engineToken }]),
  );
  return {
    find: async (pda) => known.get(pda),
    put: async (access) => void known.set(access.pda, access),
    renew: async () => false,
  };
}

function emptyDataDir(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'she-test-'));
}

/** Making a database takes seconds, copying one does not: it is made once a machine and copied for each test file. */
export async function freshDataDir(): Promise<string> {
  const dataDir = await emptyDataDir();
  const { version } = JSON.parse(
    await readFile(new URL('../../node_modules/@electric-sql/pglite/package.json', import.meta.url), 'utf8'),
  );
  const template = join(tmpdir(), `she-test-pglite-${version}`);
  const copy = () => cp(template, join(dataDir, 'pda'), { recursive: true });
  await copy().catch(async () => {
    await makeTemplate(template);
    await copy();
  });
  return dataDir;
}

async function makeTemplate(template: string): Promise<void> {
  const parent = await mkdtemp(`${template}-`);
  const directory = join(parent, 'pda');
  await (await openPglite(directory)).close();
  await rename(directory, template).catch(() => undefined);
  await rm(parent, { recursive: true });
}
