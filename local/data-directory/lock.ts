import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EngineError } from '../../core/errors.ts';

/** Another engine works on the data directory. */
export class DataDirectoryInUse extends EngineError {
  override readonly name = 'DataDirectoryInUse';
}

/**
 * Takes a data directory for this process alone. The lock is a socket that the operating system gives up
 * with the process, however that ends; a file would survive a crash, and two engines would lose each other's rows.
 *
 * @param directory must exist
 * @throws DataDirectoryInUse
 */
export function lockDataDirectory(directory: string): Promise<Server> {
  const name = `she-${createHash('sha256').update(realpathSync(directory)).digest('hex').slice(0, 32)}`;
  // Linux names such sockets outside the file system; elsewhere a path is all there is.
  const address = process.platform === 'linux' ? `\0${name}` : join(tmpdir(), `${name}.sock`);
  const server = createServer((socket) => socket.destroy());
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const isTaken = error.code === 'EADDRINUSE';
      const remedy = 'stop that engine, or choose another directory with --data-dir';
      reject(isTaken ? new DataDirectoryInUse(`Another engine is using ${directory}: ${remedy}.`) : error);
    });
    server.listen(address, () => resolve(server.unref()));
  });
}
