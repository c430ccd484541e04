import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export interface ModuleRun {
  /** Both streams. */
  readonly output: string;
  /** Of standard output and error, those that are JSON. */
  readonly lines: readonly Record<string, unknown>[];
  readonly code: number;
}

/** Runs a module in a process of its own, as Lambda does, and hears all that it writes. */
export function runModule(
  path: string,
  { env = {}, args = [] }: { readonly env?: NodeJS.ProcessEnv; readonly args?: readonly string[] } = {},
): Promise<ModuleRun> {
  const variables = { PATH: process.env.PATH, ...env };
  return new Promise((resolve) => {
    const command = ['--import', 'tsx/esm', path, ...args];
    execFile(process.execPath, command, { cwd: ROOT, env: variables }, (error, stdout, stderr) => {
      const output = stdout + stderr;
      const code = error ? Number(error.code) : 0;
      const lines = output.split('\n').filter((line) => line.startsWith('{'));
      resolve({ output, lines: lines.map((line) => JSON.parse(line)), code });
    });
  });
}
