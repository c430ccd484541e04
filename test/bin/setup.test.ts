import { spawnSync } from 'node:child_process';
import { cp, mkdir, readdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder } from '../support/temporary-folder.ts';

const SETUP = 'bin/setup.mjs';

describe('setup', () => {
  const folder = temporaryFolder();

  it("empties no other clone's packages through a link", async () => {
    const [clone, another] = [join(folder, 'clone'), join(folder, 'another')];
    await mkdir(join(another, 'a-package'), { recursive: true });
    await cp(SETUP, join(clone, SETUP));
    await writeFile(
      join(clone, 'package-lock.json'),
      '{"packages":{"node_modules/zod":{"version":"1.0.0"}}}',
    );
    await symlink(another, join(clone, 'node_modules'));

    const { status, stderr } = spawnSync(process.execPath, [SETUP], { cwd: clone, encoding: 'utf8' });

    expect([status, stderr]).toEqual([
      1,
      expect.stringContaining(`Type:\n  rm ${join(clone, 'node_modules')}`),
    ]);
    expect(await readdir(another)).toEqual(['a-package']);
  });
});
