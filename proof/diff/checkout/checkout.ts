import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EngineError } from '../../../core/errors.ts';
import { git } from './git.ts';

const LOCK = 'package-lock.json';

/**
 * Does something in a copy of one commit, with the packages of its own lock file: those that are installed here where
 * that is the same. The repository itself is left alone.
 * @throws EngineError when the commit cannot be laid out or its packages cannot be installed
 */
export async function inCheckout<Result>(
  root: string,
  commit: string,
  work: (folder: string) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'she-diff-'));
  try {
    const archive = join(folder, '.archive.tar');
    await git(root, 'archive', '--format=tar', `--output=${archive}`, commit);
    await run('tar', ['-xf', archive, '-C', folder], folder);
    await rm(archive);
    await installPackages(root, folder);
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function installPackages(root: string, folder: string): Promise<void> {
  const [here, there] = await Promise.all([root, folder].map((one) => readFile(join(one, LOCK), 'utf8')));
  if (here === there) return symlink(join(root, 'node_modules'), join(folder, 'node_modules'), 'dir');
  // What synthesises is no package's install script.
  await run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline'], folder);
}

function run(program: string, args: readonly string[], cwd: string): Promise<void> {
  return new Promise((resolve, reject) => {
    execFile(program, args, { cwd, maxBuffer: 2 ** 26 }, (error, _stdout, stderr) => {
      if (error) reject(new EngineError(`${program} ${args.join(' ')}: ${stderr.trim() || error.message}`));
      else resolve();
    });
  });
}
