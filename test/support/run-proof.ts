import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Runs one of the programs in `proof` as a person does. @returns what it printed, both streams, and its exit code */
export function runProof(
  program: string,
  ...args: readonly string[]
): Promise<{ readonly output: string; readonly code: number }> {
  const command = ['--import', 'tsx/esm', `proof/${program}/main.ts`, ...args];
  const env = { ...process.env, NODE_OPTIONS: '' };
  return new Promise((resolve) => {
    execFile(process.execPath, command, { cwd: ROOT, env, maxBuffer: 2 ** 26 }, (error, stdout, stderr) => {
      const code = error ? (typeof error.code === 'number' ? error.code : -1) : 0;
      resolve({ output: stdout + stderr, code });
    });
  });
}
