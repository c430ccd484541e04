import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { addFile, FileNotStored, replaceFile } from '../../../local/data-directory/replace-file.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const CONTENTS = Array.from({ length: 50 }, (_, index) => `${index} `.repeat(10_000));

describe('replaceFile', () => {
  const folder = temporaryFolder();

  it('stores for each of many at once all of its own, and leaves nothing beside it', async () => {
    const path = join(folder, 'replaced');

    await Promise.all(CONTENTS.map((content) => replaceFile(path, content)));

    expect(CONTENTS).toContain(await readFile(path, 'utf8'));
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await readdir(folder)).filter((name) => name.startsWith('replaced'))).toEqual(['replaced']);
  });

  it('says where it could not store', async () => {
    const stored = replaceFile(join(folder, 'missing', 'file'), 'content');

    await expect(stored).rejects.toThrow(FileNotStored);
  });
});

describe('addFile', () => {
  const folder = temporaryFolder();

  it('stores for one of many, and tells the others', async () => {
    const path = join(folder, 'added');

    const added = await Promise.all(CONTENTS.map((content) => addFile(path, content)));

    expect(added.filter((one) => one)).toEqual([true]);
    expect(await readFile(path, 'utf8')).toBe(CONTENTS[added.indexOf(true)]);
    expect(await readdir(folder)).toEqual(['added']);
  });
});
