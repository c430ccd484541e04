import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { acknowledgements } from '../../../../proof/diff/checkout/acknowledgements.ts';
import { baseCommit } from '../../../../proof/diff/checkout/base-commit.ts';
import { inCheckout } from '../../../../proof/diff/checkout/checkout.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

const parent = temporaryFolder();
let repository = '';

function git(...args: readonly string[]): string {
  const identity = [
    '-c',
    'user.name=Test',
    '-c',
    'user.email=test@example.org',
    '-c',
    'commit.gpgsign=false',
  ];
  return execFileSync('git', [...identity, ...args], { cwd: repository, encoding: 'utf8' }).trim();
}

function commit(text: string, message: string): string {
  writeFileSync(join(repository, 'file.txt'), text);
  git('add', '.');
  git('commit', '--quiet', '--message', message);
  return git('rev-parse', 'HEAD');
}

beforeEach(() => {
  repository = mkdtempSync(join(parent, 'repository-'));
  git('init', '--quiet', '--initial-branch', 'main');
  writeFileSync(join(repository, '.gitignore'), 'node_modules\n');
  writeFileSync(join(repository, 'package-lock.json'), '{}');
  mkdirSync(join(repository, 'node_modules'));
  writeFileSync(join(repository, 'node_modules', 'marker'), 'installed here');
});

describe('a checkout', () => {
  it('holds the files of its commit, and the packages that are installed here', async () => {
    const first = commit('one', 'feat: one');
    commit('two', 'feat: two');

    const found = await inCheckout(repository, first, async (folder) =>
      ['file.txt', 'node_modules/marker'].map((file) => readFileSync(join(folder, file), 'utf8')),
    );

    expect(found).toEqual(['one', 'installed here']);
  });

  it('leaves nothing behind, here or there', async () => {
    const first = commit('one', 'feat: one');

    const folder = await inCheckout(repository, first, async (path) => path);

    expect(existsSync(folder)).toBe(false);
    expect(readFileSync(join(repository, 'node_modules', 'marker'), 'utf8')).toBe('installed here');
    expect(git('worktree', 'list').split('\n')).toHaveLength(1);
  });
});

describe('the base', () => {
  it('is where the work departed, so that what others did since is not part of it', async () => {
    const first = commit('one', 'feat: one');
    git('switch', '--quiet', '--create', 'work');
    commit('mine', 'feat: mine');
    git('switch', '--quiet', 'main');
    commit('theirs', 'feat: theirs');
    git('switch', '--quiet', 'work');

    expect(await baseCommit(repository, 'main')).toBe(first);
  });

  it.each(['nowhere', '--output=/etc/passwd', ''])('must be a commit, which %p is not', async (ref) => {
    commit('one', 'feat: one');

    await expect(baseCommit(repository, ref)).rejects.toThrow(
      /--base .*: there is no such commit here\. Name a branch/,
    );
  });
});

describe('acknowledgements', () => {
  it('are what the commits since the base say at their end, and no other line', async () => {
    const base = commit('one', 'feat: one\n\nWidening: network: before the base');
    commit('two', 'feat: two\n\nWidening: data: not at the end\n\nThe reason is another.');
    commit('three', 'feat: three\n\nBecause.\n\nWidening: iam: the registrar reads packages');
    commit('four', 'feat: four\n\nWidening: data(12): tables of their own');

    expect(await acknowledgements(repository, base)).toEqual([
      { group: 'data', count: 12, reason: 'tables of their own' },
      { group: 'iam', count: 1, reason: 'the registrar reads packages' },
    ]);
  });

  it.each(['everything is fine', 'all: because', 'iam:', 'iam(some): because'])(
    'name a group and a reason, unlike %p',
    async (text) => {
      const base = commit('one', 'feat: one');
      commit('two', `feat: two\n\nWidening: ${text}`);

      await expect(acknowledgements(repository, base)).rejects.toThrow(
        'Write "Widening: GROUP(HOW MANY): reason", where GROUP is one of network, iam, data, compute, rest.',
      );
    },
  );
});
