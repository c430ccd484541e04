import { findPostgres, type PostgresServer } from '../../test/support/postgres-server.ts';
import { type Server, startServer } from './play/server.ts';

/** The servers that stories are told to. */
export interface Stage {
  readonly servers: readonly Server[];
  /** Why there is no PostgreSQL to compare with. */
  readonly missing?: string | undefined;
  /** Replaces the servers by new ones, whose databases are empty. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** A PDA on the embedded database, and one on PostgreSQL where there is one. */
export async function openStage(): Promise<Stage> {
  const found = findPostgres();
  const postgres = 'start' in found ? await found.start() : undefined;
  let servers = await startServers(postgres);
  const closeAll = () => Promise.all(servers.map((server) => server.close()));
  return {
    get servers() {
      return servers;
    },
    missing: 'missing' in found ? found.missing : undefined,
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

async function startServers(postgres: PostgresServer | undefined): Promise<readonly Server[]> {
  const embedded = await startServer('PGlite');
  if (!postgres) return [embedded];
  return [embedded, await startServer('PostgreSQL', await postgres.createDatabase())];
}
