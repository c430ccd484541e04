import { spawn, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { eventually } from './eventually.ts';

const OLDEST = 15;
const DEBIAN = '/usr/lib/postgresql';

/** Ends the server when standard input ends, so that it never outlives the tests, however they end. */
const UNTIL_INPUT_ENDS = '"$@" & started=$!; cat > /dev/null; kill -INT $started; wait $started';

export interface PostgresServer {
  /** Makes an empty database, sorted by code points unless `options` say otherwise, and returns its URL. */
  createDatabase(options?: string): Promise<string>;
  close(): Promise<void>;
}

type Found = { readonly start: () => Promise<PostgresServer> } | { readonly missing: string };

/** @returns the server that SHE_PDA_DATABASE_URL names, else one of this machine's newest PostgreSQL, or what it lacks */
export function findPostgres(): Found {
  const { SHE_PDA_DATABASE_URL: url } = process.env;
  if (url) return { start: async () => serverAt(url) };
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).map(Number) : [];
  const newest = Math.max(0, ...versions.filter((version) => version >= OLDEST));
  const binaries = join(DEBIAN, String(newest), 'bin');
  if (existsSync(join(binaries, 'initdb'))) return { start: () => startPostgres(binaries) };
  return { missing: `there is no PostgreSQL ${OLDEST} or newer (on Debian: postgresql)` };
}

/** Starts a server on a Unix socket in a folder of its own, as another user where tests run as root. */
async function startPostgres(binaries: string): Promise<PostgresServer> {
  const user = serverUser();
  const folder = await mkdtemp(join(tmpdir(), 'she-postgres-'));
  await chown(folder, user.uid, user.gid);
  const data = join(folder, 'data');
  const init = [
    '--pgdata',
    data,
    '--username=she',
    '--auth=trust',
    '--locale=C',
    '--encoding=UTF8',
    '--no-sync',
  ];
  const made = spawnSync(join(binaries, 'initdb'), init, { ...user, cwd: folder, encoding: 'utf8' });
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}`);
  const options = ['-D', data, '-k', folder, '-c', 'listen_addresses=', '-F'];
  const shell = ['-c', UNTIL_INPUT_ENDS, 'sh', join(binaries, 'postgres'), ...options];
  const server = spawn('/bin/sh', shell, { ...user, cwd: folder, stdio: ['pipe', 'ignore', 'ignore'] });
  const url = `postgres:///postgres?user=she&host=${folder}`;
  await eventually(
    () =>
      run(url, 'select 1').then(
        () => true,
        () => false,
      ),
    (answers) => answers,
  );
  return {
    ...serverAt(url),
    close: async () => {
      server.stdin.end();
      if (server.exitCode === null) await once(server, 'exit');
      await rm(folder, { recursive: true });
    },
  };
}

/** A server that runs already; what was made there is dropped when it is closed. */
function serverAt(url: string): PostgresServer {
  const made: string[] = [];
  return {
    createDatabase: async (options = "lc_collate 'C' lc_ctype 'C.UTF-8' encoding 'UTF8'") => {
      const name = `she_test_${randomUUID().replaceAll('-', '')}`;
      await run(url, `create database ${name} template template0 ${options}`);
      made.push(name);
      const { search } = new URL(url);
      return `${url.slice(0, url.length - search.length).replace(/[^/]*$/, name)}${search}`;
    },
    close: async () => {
      for (const name of made) await run(url, `drop database ${name} with (force)`);
    },
  };
}

/** PostgreSQL refuses to run as root: then as `nobody`. */
function serverUser(): { readonly uid: number; readonly gid: number } {
  const [uid = 0, gid = 0] = [process.getuid?.(), process.getgid?.()];
  return uid === 0 ? { uid: 65_534, gid: 65_534 } : { uid, gid };
}

async function run(connectionString: string, statement: string): Promise<void> {
  const client = new Client({ connectionString });
  // Of connections that the server ends when it closes.
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
