declare module 'dynalite' {
  import type { Server } from 'node:http';

  interface DynaliteOptions {
    /** Folder of the LevelDB store; in memory without it. */
    readonly path?: string;
    readonly createTableMs?: number;
    readonly deleteTableMs?: number;
    readonly updateTableMs?: number;
  }

  export default function dynalite(options?: DynaliteOptions): Server;
}

declare module 'dynalite/db/index.js' {
  /** What an emulator keeps, all tables and indexes in one. */
  interface Level {
    open(): Promise<void>;
    iterator(): AsyncIterable<[key: string, value: unknown]>;
    put(key: string, value: unknown): Promise<void>;
    del(key: string): Promise<void>;
    close(): Promise<void>;
  }

  const store: { create(options: { readonly path: string }): { readonly db: Level } };
  export default store;
}
