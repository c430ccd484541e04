import { spawn, spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { temporaryFolder } from '../support/temporary-folder.ts';

const SETUP = 'bin/setup.mjs';
const INSTALLING = '.build/installing';

/** Tells that it began, and makes the packages once it may: what `npm ci` does, at a pace that a test decides. */
const NPM = `
  import { appendFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
  appendFileSync('npm.log', 'installed\\n');
  while (!existsSync('go')) await new Promise((resolve) => setTimeout(resolve, 20));
  mkdirSync('node_modules', { recursive: true });
  writeFileSync('node_modules/.package-lock.json', '{"packages":{"node_modules/zod":{"version":"1.0.0"}}}');`;

describe('setup', () => {
  const folder = temporaryFolder();

  async function cloneWithoutPackages(): Promise<string> {
    const clone = await mkdtemp(join(folder, 'clone-'));
    await cp(SETUP, join(clone, SETUP));
    const lock = '{"packages":{"node_modules/zod":{"version":"1.0.0"}}}';
    await writeFile(join(clone, 'package-lock.json'), lock);
    await writeFile(join(clone, 'npm.mjs'), NPM);
    return clone;
  }

  function started(clone: string) {
    const env = { ...process.env, NODE_OPTIONS: '', npm_execpath: join(clone, 'npm.mjs') };
    const child = spawn(process.execPath, [SETUP], { cwd: clone, env, stdio: ['ignore', 'ignore', 'pipe'] });
    const heard = (words: string) =>
      new Promise<void>((resolve) => {
        child.stderr.on('data', (chunk: Buffer) => String(chunk).includes(words) && resolve());
      });
    const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
    return { heard, ended, said: text(child.stderr) };
  }

  it("empties no other clone's packages through a link", async () => {
    const [clone, another] = [await cloneWithoutPackages(), join(folder, 'another')];
    await mkdir(join(another, 'a-package'), { recursive: true });
    await symlink(another, join(clone, 'node_modules'));

    const { status, stderr } = spawnSync(process.execPath, [SETUP], { cwd: clone, encoding: 'utf8' });

    expect([status, stderr]).toEqual([
      1,
      expect.stringContaining(`Type:\n  rm ${join(clone, 'node_modules')}`),
    ]);
    expect(await readdir(another)).toEqual(['a-package']);
  });

  it('installs once when two begin at the same time: the other waits, and finds everything there', async () => {
    const clone = await cloneWithoutPackages();
    const first = started(clone);
    await first.heard('Installing npm packages');

    const second = started(clone);
    await second.heard('Waiting for process');
    await writeFile(join(clone, 'go'), '');

    expect([await first.ended, await second.ended]).toEqual([0, 0]);
    expect(await readFile(join(clone, 'npm.log'), 'utf8')).toBe('installed\n');
    expect(await readdir(join(clone, INSTALLING))).toEqual([]);
  });

  it('waits for nobody who was killed meanwhile', async () => {
    const clone = await cloneWithoutPackages();
    const { pid } = spawnSync(process.execPath, ['--version']);
    await mkdir(join(clone, INSTALLING), { recursive: true });
    await writeFile(join(clone, INSTALLING, String(pid)), '');
    await writeFile(join(clone, 'go'), '');

    const setup = started(clone);

    expect(await setup.ended).toBe(0);
    expect(await setup.said).not.toContain('Waiting');
  });
});
