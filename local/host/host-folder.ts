import { once } from 'node:events';
import { chmod, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { isAbandonedSocket } from '../abandoned-socket.ts';

const PREFIX = 'she-host-';
/** Listened on while the host lives; the operating system closes it however the host ends. */
const ALIVE = 'alive.sock';
/** Longest folder below which the socket of an environment still fits into a unix socket address. */
const LONGEST = 60;
const isRoot = (): boolean => process.getuid?.() === 0;

/** A folder of the host's own. */
export interface HostFolder {
  readonly path: string;
  remove(): Promise<void>;
}

/**
 * Makes the host's folder, after removing those of hosts that were killed.
 *
 * @param preferred where it should lie; another place is taken when the sandboxes' users cannot reach that one
 */
export async function makeHostFolder(preferred?: string): Promise<HostFolder> {
  const parent = await firstReachable([preferred ?? tmpdir(), tmpdir(), '/tmp', '/var/tmp']);
  await removeAbandoned(parent);
  const path = await mkdtemp(join(parent, PREFIX));
  // Sandboxes of root run as other users, who must pass through, but may not look around.
  await chmod(path, isRoot() ? 0o711 : 0o700);
  const alive = await listen(join(path, ALIVE));
  return {
    path,
    remove: async () => {
      alive.close();
      await rm(path, { recursive: true, force: true });
    },
  };
}

async function listen(socketPath: string): Promise<Server> {
  const server = createServer((socket) => socket.destroy()).unref();
  server.listen(socketPath);
  await once(server, 'listening');
  return server;
}

async function firstReachable(folders: readonly string[]): Promise<string> {
  for (const folder of folders) {
    if (folder.length <= LONGEST && (await isReachable(folder))) return folder;
  }
  throw new Error(`no temporary folder can be reached by every user; looked at ${folders.join(', ')}`);
}

/** Only root runs sandboxes as somebody else. */
async function isReachable(folder: string): Promise<boolean> {
  const found = await stat(folder).catch(() => undefined);
  if (found === undefined) return false;
  if (!isRoot()) return true;
  const passable = (found.mode & 0o001) !== 0;
  return passable && (dirname(folder) === folder || (await isReachable(dirname(folder))));
}

async function removeAbandoned(parent: string): Promise<void> {
  for (const name of await readdir(parent)) {
    if (!name.startsWith(PREFIX)) continue;
    const folder = join(parent, name);
    const { uid } = await stat(folder);
    // A folder without the socket is just being made.
    if (uid === process.getuid?.() && (await isAbandonedSocket(join(folder, ALIVE)))) {
      await rm(folder, { recursive: true, force: true });
    }
  }
}
