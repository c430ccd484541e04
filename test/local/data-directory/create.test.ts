import { chmodSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createDataDirectory, DataDirectoryUnusable } from '../../../local/data-directory/create.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const modeOf = (path: string) => statSync(path).mode & 0o777;

describe('createDataDirectory', () => {
  const folder = temporaryFolder();

  it('makes it for this user alone', async () => {
    const path = join(folder, 'parent', 'fresh');

    await createDataDirectory(path);

    expect(modeOf(path)).toBe(0o700);
  });

  it('closes one to others that was there already, and touches nothing in it', async () => {
    const path = join(folder, 'open');
    mkdirSync(path);
    writeFileSync(join(path, 'file'), '');
    chmodSync(path, 0o755);
    chmodSync(join(path, 'file'), 0o644);

    await createDataDirectory(path);

    expect(modeOf(path)).toBe(0o700);
    expect(modeOf(join(path, 'file'))).toBe(0o644);
  });

  it('refuses a directory that it cannot close to others, and says why', async () => {
    const path = '/proc/self/fd';

    const creating = createDataDirectory(path);

    await expect(creating).rejects.toThrow(DataDirectoryUnusable);
    await expect(creating).rejects.toThrow(/^\/proc\/self\/fd cannot be the data directory: .+--data-dir\.$/);
  });
});
