import type { Databases } from './databases.ts';
import { type Server, startServer } from './play/server.ts';

/** The servers that stories are told to. */
export interface Stage {
  readonly servers: readonly Server[];
  /** Replaces the servers by new ones, whose databases are empty. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** A PDA on the embedded database, and one on PostgreSQL where there is one. */
export async function openStage(postgres: Databases | undefined): Promise<Stage> {
  let servers = await startServers(postgres);
  const closeAll = () => Promise.all(servers.map((server) => server.close()));
  return {
    get servers() {
      return servers;
    },
    restart: async () => {
      await closeAll();
      servers = await startServers(postgres);
    },
    close: async () => {
      await closeAll();
      await postgres?.close();
    },
  };
}

async function startServers(postgres: Databases | undefined): Promise<readonly Server[]> {
  const embedded = await startServer('PGlite');
  if (!postgres) return [embedded];
  return [embedded, await startServer('PostgreSQL', await postgres.createDatabase())];
}
