import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { EngineClient } from '../../local/http/engine-client.ts';
import { eventually } from './eventually.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export interface EngineProcess {
  readonly url: string;
  /** Everything printed so far, both streams. */
  output(): string;
  /** Signed in, with the sample password. */
  as(person: 'alice' | 'bob'): Promise<EngineClient>;
  /** Settles when the process has ended. */
  readonly ended: Promise<unknown>;
  /** For an engine that is to die: from now on it counts requests. */
  arm(): Promise<void>;
  /** Sends a signal and waits for the end. @returns the exit code, null when it was killed */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

export interface LaunchOptions {
  readonly args: readonly string[];
  /** Modules loaded before the engine. */
  readonly imports?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
}

/** Runs the command line in a process of its own, as a person would. */
export function launch({ args, imports = [], env = {} }: LaunchOptions): {
  child: ChildProcess;
  output: () => string;
} {
  const preloaded = imports.flatMap((path) => ['--import', path]);
  // jest's own options would be handed down otherwise.
  const variables = { ...process.env, NODE_OPTIONS: '', SHE_PDA_DATABASE_URL: '', ...env };
  const child = spawn(process.execPath, [...preloaded, 'bin/she.mjs', ...args], {
    cwd: ROOT,
    env: variables,
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (printed += chunk));
  return { child, output: () => printed };
}

/** Starts the engine and waits until it says that it is ready. Fails with what it printed if it ends before. */
export async function startEngineProcess(
  dataDir: string,
  { args = [], ...options }: Partial<LaunchOptions> = {},
): Promise<EngineProcess> {
  const command = ['start', '--port', '0', '--data-dir', dataDir, ...args];
  const { child, output } = launch({ ...options, args: command });
  const ended = once(child, 'exit');
  const url = await readyUrl(child, output);
  return {
    url,
    output,
    ended,
    arm: async () => {
      child.kill('SIGUSR2');
      await eventually(
        async () => output(),
        (printed) => printed.includes('armed'),
      );
    },
    as: async (person) => {
      const client = new EngineClient({ url, pda: `${person}.localhost` });
      await client.login(person, 'demo');
      return client;
    },
    end: async (signal) => {
      if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
      child.kill(signal);
      await ended;
      return child.exitCode;
    },
  };
}

async function readyUrl(child: ChildProcess, output: () => string): Promise<string> {
  if (!child.stdout) throw new Error('the engine has no standard output');
  for await (const line of createInterface({ input: child.stdout })) {
    const ready = /^ready http:\/\/localhost:(\d+)$/.exec(line);
    if (ready) return `http://127.0.0.1:${ready[1]}`;
  }
  throw new Error(`the engine ended before it was ready:\n${output()}`);
}

/** Runs a command to its end. */
export async function runCommand(
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<{ code: number | null; output: string }> {
  const { child, output } = launch({ args, env });
  await once(child, 'close');
  return { code: child.exitCode, output: output() };
}
