import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { realpathSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EngineError } from '../../core/errors.ts';
import { isAbandonedSocket } from '../abandoned-socket.ts';

/** Another engine works on the data directory. */
export class DataDirectoryInUse extends EngineError {
  override readonly name = 'DataDirectoryInUse';
}

/**
 * Takes a data directory for this process alone. The lock is a socket that the operating system gives up
 * with the process, however that ends; a file would survive a crash, and two engines would lose each other's rows.
 *
 * @param directory must exist
 * @param address where the socket listens; a path, or a name after a NUL
 * @throws DataDirectoryInUse
 */
export async function lockDataDirectory(directory: string, address = addressOf(directory)): Promise<Server> {
  const lock = await listen(address);
  if (lock) return lock;
  if (await isAbandoned(address)) {
    await rm(address, { force: true });
    const second = await listen(address);
    if (second) return second;
  }
  const remedy = 'stop that engine, or choose another directory with --data-dir';
  throw new DataDirectoryInUse(`Another engine is using ${directory}: ${remedy}.`);
}

/** Whether an engine works on a data directory at this moment. @param directory must exist */
export async function isDataDirectoryInUse(
  directory: string,
  address = addressOf(directory),
): Promise<boolean> {
  const socket = connect(address);
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

/** Linux names such sockets outside the file system; elsewhere a path is all there is. */
function addressOf(directory: string): string {
  const name = `she-${createHash('sha256').update(realpathSync(directory)).digest('hex').slice(0, 32)}`;
  return process.platform === 'linux' ? `\0${name}` : join(tmpdir(), `${name}.sock`);
}

/** @returns nothing when the address is taken */
function listen(address: string): Promise<Server | undefined> {
  const server = createServer((socket) => socket.destroy());
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error),
    );
    server.listen(address, () => resolve(server.unref()));
  });
}

/** The path of a socket outlives a process that was killed; a name outside the file system does not. */
async function isAbandoned(address: string): Promise<boolean> {
  return !address.startsWith('\0') && (await isAbandonedSocket(address));
}
