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

  it('leaves one that was there already as it is', async () => {
    const path = join(folder, 'open');
    mkdirSync(path);
    chmodSync(path, 0o755);

    await createDataDirectory(path);

    expect(modeOf(path)).toBe(0o755);
  });

  it.each([
    ['a file', 'file'],
    ['below a file', join('file', 'below')],
  ])('refuses %s, and says why', async (_what, name) => {
    writeFileSync(join(folder, 'file'), '');

    const creating = createDataDirectory(join(folder, name));

    await expect(creating).rejects.toThrow(DataDirectoryUnusable);
    await expect(creating).rejects.toThrow(/cannot be the data directory: .*file.*--data-dir\.$/);
  });
});
