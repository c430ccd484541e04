import { EngineError } from '../../../core/errors.ts';
import { git } from './git.ts';

/**
 * The commit from which the work here departed: what the other side did since is not this change's.
 * @throws EngineError when there is no such commit
 */
export async function baseCommit(root: string, ref: string): Promise<string> {
  // Never an option of git's.
  const named = await git(
    root,
    'rev-parse',
    '--verify',
    '--quiet',
    '--end-of-options',
    `${ref}^{commit}`,
  ).catch(() => '');
  if (!named) {
    throw new EngineError(
      `--base ${ref}: there is no such commit here. Name a branch, a tag or a commit; in a shallow clone, type ` +
        `git fetch --unshallow first.`,
    );
  }
  return git(root, 'merge-base', named, 'HEAD').catch(() => {
    throw new EngineError(
      `--base ${ref} and HEAD have no commit in common. In a shallow clone, type git fetch --unshallow first.`,
    );
  });
}
