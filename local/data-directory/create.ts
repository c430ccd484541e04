import { mkdir } from 'node:fs/promises';
import { EngineError } from '../../core/errors.ts';

/** The data directory cannot be made or used. */
export class DataDirectoryUnusable extends EngineError {
  override readonly name = 'DataDirectoryUnusable';
}

const CAUSES: Readonly<Record<string, string>> = {
  EEXIST: 'it is a file',
  ENOTDIR: 'a part of its path is a file',
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'its file system is read-only',
  ENOSPC: 'its disk is full',
};

/**
 * Makes sure that the data directory, or a folder in it, is there. A new one is for this user alone; one that was
 * there already is somebody's choice, and keeps its mode.
 *
 * @throws DataDirectoryUnusable
 */
export async function createDataDirectory(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true, mode: 0o700 });
  } catch (error) {
    const cause = CAUSES[(error as NodeJS.ErrnoException).code ?? ''];
    if (!cause) throw error;
    throw new DataDirectoryUnusable(
      `${path} cannot be the data directory: ${cause}. Choose another with --data-dir.`,
    );
  }
}
