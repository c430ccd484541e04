import { statfs } from 'node:fs/promises';
import { EngineError } from '../../../core/errors.ts';

const MEBIBYTE = 1024 * 1024;

/** Below this nothing is written: the embedded database does not survive a write that finds the disk full. */
const LEAST_FREE_MB = 64;

/** There is too little space left to write safely; nothing was written. */
export class DiskFull extends EngineError {
  override readonly name = 'DiskFull';
  readonly freeMb: number;

  constructor(freeMb: number) {
    super(`The disk of the data directory has only ${freeMb} MB left: free some space there.`);
    this.freeMb = freeMb;
  }
}

/** @throws DiskFull when the disk that holds `directory` is nearly full */
export async function assertFreeSpace(directory: string, leastFreeMb = LEAST_FREE_MB): Promise<void> {
  const { bavail, bsize } = await statfs(directory);
  const freeMb = Math.floor((bavail * bsize) / MEBIBYTE);
  if (freeMb < leastFreeMb) throw new DiskFull(freeMb);
}
