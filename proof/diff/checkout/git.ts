import { execFile } from 'node:child_process';
import { EngineError } from '../../../core/errors.ts';

/**
 * Asks git about a repository.
 * @throws EngineError with what git said
 */
export function git(root: string, ...args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile('git', args, { cwd: root, maxBuffer: 2 ** 26 }, (error, stdout, stderr) => {
      if (error) reject(new EngineError(`git ${args.join(' ')}: ${stderr.trim() || error.message}`));
      else resolve(stdout.trim());
    });
  });
}
