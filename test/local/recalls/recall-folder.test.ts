import { mkdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { RecallFolder } from '../../../local/recalls/recall-folder.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const FIRST = { functionId: 'a-coach', version: '1.0.0' };
const SECOND = { functionId: 'a-coach', version: '1.10.0' };

describe('RecallFolder', () => {
  const root = temporaryFolder();
  let dataDir: string;
  let count = 0;

  beforeEach(async () => {
    dataDir = join(root, String(count++));
    await mkdir(dataDir);
  });

  it('has nothing at first', async () => {
    const versions = await new RecallFolder(dataDir).versions();

    expect(versions).toEqual([]);
  });

  it('keeps what was recalled for the next process, until it is taken back', async () => {
    const folder = new RecallFolder(dataDir);
    for (const version of [SECOND, FIRST, SECOND]) await folder.add(version);
    const recalled = await new RecallFolder(dataDir).versions();

    for (const version of [FIRST, FIRST]) await folder.remove(version);

    expect(recalled).toEqual([FIRST, SECOND]);
    expect(await new RecallFolder(dataDir).versions()).toEqual([SECOND]);
  });

  it('loses none of many at once', async () => {
    const all = Array.from({ length: 20 }, (_, patch) => ({
      functionId: 'a-coach',
      version: `1.0.${patch}`,
    }));

    await Promise.all(all.map((version) => new RecallFolder(dataDir).add(version)));

    expect(await new RecallFolder(dataDir).versions()).toHaveLength(20);
  });

  it('is for this user alone', async () => {
    await new RecallFolder(dataDir).add(FIRST);

    const { mode } = await stat(join(dataDir, 'recalled'));

    expect(mode & 0o077).toBe(0);
  });

  it.each(['.DS_Store', 'a-coach', 'a-coach@', '@1.0.0', 'a-coach@1.0', 'a-coach@1.0.0@x', 'A@1.0.0'])(
    'leaves a file named %s alone',
    async (name) => {
      await new RecallFolder(dataDir).add(FIRST);
      await writeFile(join(dataDir, 'recalled', name), '');

      const versions = await new RecallFolder(dataDir).versions();

      expect(versions).toEqual([FIRST]);
    },
  );
});
