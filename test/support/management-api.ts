import type { JWTPayload } from 'jose';
import type { DataEvent } from '../../core/model/data-event.ts';
import type { Role } from '../../core/model/role.ts';
import type { OwnersRecords } from '../../core/ports.ts';
import { managementRoutes } from '../../lambdas/api/routes.ts';
import { addressedPda } from '../../local/engine-routes.ts';
import { NOW, PDA, uuid } from './builders.ts';
import { managementOf } from './management.ts';
import type { MemoryEngine } from './memory-engine.ts';
import { aKeyPair, type KeyPair, keysOf } from './owner-tokens.ts';

/** Where the management API lies. */
export const BASE = '/api/v2.6/she';

export interface ApiReply {
  readonly status: number;
  readonly body: unknown;
}

/** The management API of an engine in memory, as the owner of its PDA calls it. */
export class ManagementApi {
  readonly token: string;
  /** What PDAs told of, as it was sent on. */
  readonly events: DataEvent[] = [];
  readonly #keys: KeyPair;

  private constructor(keys: KeyPair, token: string) {
    this.#keys = keys;
    this.token = token;
  }

  static async create(): Promise<ManagementApi> {
    const keys = await aKeyPair();
    return new ManagementApi(keys, await keys.sign());
  }

  /** A token of this PDA with other claims than the owner's. */
  tokenOf(claims: JWTPayload): Promise<string> {
    return this.#keys.sign(claims);
  }

  /** @param meanwhile happens whenever a request waits; by default the engine works */
  async call(engine: MemoryEngine, path: string, options: CallOptions = {}): Promise<ApiReply> {
    const { method = 'GET', headers = { 'X-Auth-Token': this.token }, body } = options;
    const response = await this.routes(engine, options).request(path, { method, headers, body });
    return { status: response.status, body: await response.json() };
  }

  /** As a server would mount them. */
  routes(engine: MemoryEngine, options: RouteOptions = {}): ReturnType<typeof managementRoutes> {
    const keys = { [PDA]: this.#keys.publicKey, ...options.others };
    const find = async (pda: string) => (pda in keys ? { pda, url: '', token: '' } : undefined);
    const { catalogue, statuses } = engine;
    const records = options.records ?? { page: async () => ({ records: [], passed: 0, last: true }) };
    let ids = 800;
    return managementRoutes({
      management: managementOf(engine, options.meanwhile ?? (() => engine.run())),
      events: {
        queue: { send: async (events) => void this.events.push(...events) },
        newId: () => uuid(++ids),
      },
      feed: { catalogue, statuses, records, now: () => NOW },
      authentication: {
        directory: { find },
        publicKeys: keysOf(keys),
        rolesOf: async (_, application) => options.granted?.[application] ?? [],
        now: () => NOW,
      },
      log: engine.deps.log,
      addressedPda,
    });
  }
}

export interface CallOptions extends RouteOptions {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

export interface RouteOptions {
  /** Public keys of other registered PDAs, by their names. */
  readonly others?: Readonly<Record<string, string>>;
  /** The PDA's, as its owner reads them. @default none */
  readonly records?: OwnersRecords;
  readonly meanwhile?: () => Promise<void>;
  /** What the owner granted to applications, by their ids. */
  readonly granted?: Readonly<Record<string, readonly Role[]>>;
}
