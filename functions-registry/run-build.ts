import { execFile } from 'node:child_process';
import { shown } from './registry-invalid.ts';

const SHOWN_LINES = 12;

/**
 * Runs a manifest's build command in the manifest's folder, without a shell.
 *
 * @returns what went wrong with the command's last lines, if it failed
 */
export function runBuild(directory: string, command: readonly string[]): Promise<string | undefined> {
  const [program = '', ...args] = command;
  return new Promise((resolve) => {
    execFile(program, args, { cwd: directory, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      resolve(error ? `${shown(command)} ${outcome(error)}${lastLines(stdout + stderr)}` : undefined);
    });
  });
}

function outcome(error: Error & { code?: unknown; signal?: unknown }): string {
  if (error.code === 'ENOENT') return 'cannot be started: no such program';
  return typeof error.code === 'number'
    ? `ended with ${error.code}`
    : `failed: ${error.signal ?? error.code}`;
}

function lastLines(output: string): string {
  const lines = output.trim().split('\n').slice(-SHOWN_LINES);
  return lines.join('') === '' ? '' : `\n      ${lines.join('\n      ')}`;
}
