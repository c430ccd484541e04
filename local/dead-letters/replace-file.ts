import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { EngineError } from '../../core/errors.ts';

/** A file could not be stored; nothing of it is there. */
export class FileNotStored extends EngineError {
  override readonly name = 'FileNotStored';
}

/**
 * Stores a file that only this user may read. It has its whole content or is not there, also after a crash of the
 * machine; when this returns it is there.
 *
 * @throws FileNotStored when the disk is full, for example
 */
export async function replaceFile(path: string, content: string): Promise<void> {
  try {
    await write(`${path}.new`, content);
    await rename(`${path}.new`, path);
    await flush(dirname(path));
  } catch (cause) {
    await rm(`${path}.new`, { force: true }).catch(() => undefined);
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
  const file = await open(path, 'w', 0o600);
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
