import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { join } from 'node:path';
import { bootstrapCommand } from './bootstrap-command.ts';
import { ending } from './ending.ts';
import { findPython, type Interpreter, type Interpreters } from './interpreters.ts';
import { descendants, freezeTree, signal, thawTree, treeMemory } from './process-tree.ts';
import type { LaunchOrder, Sandbox, Seal } from './seal.ts';

/**
 * Runs functions as plain processes of the engine's own user: with a folder, an environment and time-outs of their
 * own, but free to read this machine and to reach the network. Only for functions one trusts.
 */
export function unsealed(): Seal {
  const interpreters: Interpreters = {
    node: { path: process.execPath, version: process.versions.node },
    python: plainPython(),
  };
  return { sealed: false, interpreters, launch: (order) => launchPlainly(interpreters, order) };
}

function plainPython(): Interpreter | undefined {
  const path = findPython();
  if (path === undefined) return undefined;
  const answer = execFileSync(path, ['-I', '--version'], { encoding: 'utf8' });
  return { path, version: answer.replace('Python', '').trim() };
}

function launchPlainly(interpreters: Interpreters, order: LaunchOrder): Sandbox {
  const { path } = interpreters[order.family] as Interpreter;
  const [program, ...args] = bootstrapCommand(order.family, path, order.bootstraps, order.memory);
  const child = spawn(program as string, args, {
    cwd: order.code,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...order.variables,
      AWS_LAMBDA_RUNTIME_API: `unix:${join(order.folder, 'runtime.sock')}`,
      LAMBDA_TASK_ROOT: order.code,
      LAMBDA_RUNTIME_DIR: order.bootstraps,
      HOME: order.folder,
      TMPDIR: order.folder,
    },
  });
  return controls(child);
}

function controls(child: ChildProcess): Sandbox {
  const root = child.pid ?? 0;
  return {
    output: [child.stdout, child.stderr].filter((stream) => stream != null),
    ended: ending(child, Promise.resolve(true)),
    memory: () => treeMemory(root),
    freeze: () => {
      signal(root, 'SIGSTOP');
      freezeTree(root);
    },
    thaw: () => {
      thawTree(root);
      signal(root, 'SIGCONT');
    },
    kill: () => {
      for (const pid of descendants(root)) signal(pid, 'SIGKILL');
      signal(-root, 'SIGKILL');
    },
  };
}
