import { randomUUID } from 'node:crypto';
import { HttpPda } from '../../adapters/pda/http-pda.ts';
import type { BundleQuery, Filter, PropertyQuery } from '../../core/model/data-bundle.ts';
import type { DataEvent } from '../../core/model/data-event.ts';
import type { Json } from '../../core/model/json.ts';
import type { DerivedRecord, WindowPage } from '../../core/ports.ts';
import { FUNCTION } from './builders.ts';
import { eventually } from './eventually.ts';
import { PDA_NOW, startTestPda, type TestPda } from './start-pda.ts';

/** A PDA in use: by its owner over HTTP, and by the engine through its adapter. */
export class PdaInUse {
  readonly #server: TestPda;
  readonly #engine: HttpPda;
  readonly #clock: { now: Date };

  private constructor(server: TestPda, clock: { now: Date }) {
    this.#server = server;
    this.#clock = clock;
    this.#engine = new HttpPda(server.directory, { now: () => PDA_NOW });
  }

  static async start(): Promise<PdaInUse> {
    const clock = { now: PDA_NOW };
    return new PdaInUse(await startTestPda({ now: () => clock.now }), clock);
  }

  close(): Promise<void> {
    return this.#server.close();
  }

  /** Does something at a moment so many milliseconds from now. */
  async at<T>(milliseconds: number, action: () => Promise<T>): Promise<T> {
    this.#clock.now = new Date(PDA_NOW.getTime() + milliseconds);
    const result = await action();
    this.#clock.now = PDA_NOW;
    return result;
  }

  /** As the owner; `route` is `GET /path` below `/api/v2.6`. */
  call<Body = unknown>(route: string, body?: unknown) {
    const { pda, ownerToken: token } = this.#server.alice;
    return this.#server.call<Body>(route.replace(' ', ' /api/v2.6'), { pda, token, body });
  }

  /** Saves the owner's records. @returns their ids */
  async save(endpoint: string, ...data: readonly Json[]): Promise<readonly string[]> {
    const { body } = await this.call<readonly { recordId: string }[]>(`POST /data/${endpoint}`, data);
    return body.map(({ recordId }) => recordId);
  }

  async read(endpoint: string): Promise<readonly Json[]> {
    const { body } = await this.call<readonly { data: Json }[]>(`GET /data/${endpoint}`);
    return body.map(({ data }) => data);
  }

  /** Writes what a function derived, in one batch. */
  write(...records: readonly Partial<DerivedRecord>[]): Promise<void> {
    const derived = { data: { ml: 1 }, endpoint: 'coach/insights/hydration', linkedRecords: [] };
    return this.#engine.writeDerived({
      ...{ pda: this.#server.alice.pda, functionId: 'coach', executionId: randomUUID(), fence: 1 },
      ...{ chain: ['coach'], deadline: new Date(PDA_NOW.getTime() + 10_000) },
      records: records.map((record) => ({ id: randomUUID(), ...derived, ...record })),
    });
  }

  /** What a function is given of an endpoint. */
  async items(endpoint: string, { after, linked }: { after?: string; linked?: string } = {}) {
    const { rows } = await this.#window(reading(endpoint, { linked }).bundle, after);
    return rows.map(({ item }) => item);
  }

  /** All that is saved until now lies before it. */
  async cursor(): Promise<string> {
    return (await this.#window(reading('any/place').bundle)).asOf;
  }

  #window(bundle: BundleQuery, after?: string): Promise<WindowPage> {
    const output = { namespace: 'reader', endpoint: 'out', allowSubpaths: false };
    const { pda } = this.#server.alice;
    return this.#engine.readWindow({ pda, functionId: FUNCTION, output, bundle, after });
  }

  /** Registers a bundle and reads it. */
  async bundle({ name, bundle }: ReturnType<typeof reading>) {
    await this.call(`POST /data-bundle/${name}`, bundle);
    return this.call<BundleReply>(`GET /data-bundle/${name}`);
  }

  /** Saves a record for each name, all of them equal in what they are sorted by, each with so many linked ones. */
  async saveLinked(endpoint: string, linked: string, names: readonly string[], links: number): Promise<void> {
    const linksOf = (name: string) =>
      Array.from({ length: links }, (_, number) => ({ endpoint: linked, data: { name, number } }));
    const batch = names.map((name) => ({ endpoint, data: { name, tie: 1 }, links: linksOf(name) }));
    await this.call('POST /data-batch', batch);
  }

  /** Waits until there are so many. */
  eventsAbout(endpoint: string, count: number): Promise<readonly DataEvent[]> {
    const events = async () => this.#server.events.filter(({ endpoints }) => endpoints.includes(endpoint));
    return eventually(events, ({ length }) => length === count);
  }
}

interface BundleReply {
  readonly drinks?: readonly {
    readonly data: { readonly name: string };
    readonly links: readonly unknown[];
  }[];
}

interface Reading extends Partial<Pick<PropertyQuery, 'orderBy' | 'limit'>> {
  readonly linked?: string | undefined;
  readonly filters?: readonly Filter[];
}

/** A bundle of the name that the function has. */
export function reading(endpoint: string, { linked, filters, ...order }: Reading = {}) {
  const links = linked === undefined ? {} : { links: [{ endpoint: linked }] };
  const query = { endpoint, ...links, ...(filters && { filters: [...filters] }) };
  return { name: FUNCTION, bundle: { drinks: { endpoints: [query], ...order } } };
}
