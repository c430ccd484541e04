import { randomUUID } from 'node:crypto';
import { link, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { EngineError } from '../../core/errors.ts';

/** A file could not be stored; nothing of it is there. */
export class FileNotStored extends EngineError {
  override readonly name = 'FileNotStored';
}

/**
 * Stores a file that only this user may read. It has its whole content or is not there, also after a crash of the
 * machine; when this returns it is there. Of several processes that do so at once, each stores all of its own.
 *
 * @throws FileNotStored when the disk is full, for example
 */
export async function replaceFile(path: string, content: string): Promise<void> {
  await store(path, content, (stored) => rename(stored, path));
}

/**
 * The same, unless there is such a file.
 * @returns false when there is; it stays as it is
 */
export async function addFile(path: string, content: string): Promise<boolean> {
  return store(path, content, async (stored) => {
    const added = await link(stored, path).then(
      () => true,
      (error: NodeJS.ErrnoException) => {
        if (error.code !== 'EEXIST') throw error;
        return false;
      },
    );
    await rm(stored);
    return added;
  });
}

async function store<T>(path: string, content: string, place: (stored: string) => Promise<T>): Promise<T> {
  // Not a name that another process could be writing to.
  const fresh = `${path}.${randomUUID()}.new`;
  try {
    await write(fresh, content);
    const placed = await place(fresh);
    await flush(dirname(path));
    return placed;
  } catch (cause) {
    await rm(fresh, { force: true }).catch(() => undefined);
    const { code = 'unknown error' } = cause as NodeJS.ErrnoException;
    throw new FileNotStored(
      `${path} could not be stored (${code}): free space there, or let this user write.`,
      {
        cause,
      },
    );
  }
}

async function write(path: string, content: string): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function flush(directory: string): Promise<void> {
  const folder = await open(directory, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
