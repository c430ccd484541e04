import type { JWTPayload } from 'jose';
import type { Role } from '../../core/model/role.ts';
import { managementRoutes } from '../../lambdas/api/routes.ts';
import { addressedPda } from '../../local/engine-routes.ts';
import { NOW, PDA } from './builders.ts';
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
    const { method = 'GET', headers = { 'X-Auth-Token': this.token }, meanwhile } = options;
    const find = async (pda: string) => (pda === PDA ? { pda, url: '', token: '' } : undefined);
    const routes = managementRoutes({
      management: managementOf(engine, meanwhile ?? (() => engine.run())),
      authentication: {
        directory: { find },
        publicKeys: keysOf({ [PDA]: this.#keys.publicKey }),
        rolesOf: async (_, application) => options.granted?.[application] ?? [],
        now: () => NOW,
      },
      log: engine.deps.log,
      addressedPda,
    });
    const response = await routes.request(path, { method, headers });
    return { status: response.status, body: await response.json() };
  }
}

export interface CallOptions {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly meanwhile?: () => Promise<void>;
  /** What the owner granted to applications, by their ids. */
  readonly granted?: Readonly<Record<string, readonly Role[]>>;
}
