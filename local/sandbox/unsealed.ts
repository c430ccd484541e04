import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { join } from 'node:path';
import { bootstrapCommand } from './bootstrap-command.ts';
import { ending } from './ending.ts';
import { findPerl, findPython, type Interpreter, type Interpreters, versionIn } from './interpreters.ts';
import { findJava, withJava } from './java/find-java.ts';
import { type Places, placeVariables } from './places.ts';
import { descendants, freezeTree, isTreeStill, signal, thawTree, treeMemory } from './process-tree.ts';
import type { LaunchOrder, Sandbox, Seal } from './seal.ts';

/**
 * Runs functions as plain processes of the engine's own user: with a folder, an environment and time-outs of their
 * own, but free to read this machine and to reach the network. Only for functions one trusts, on a machine one does
 * not share: what Java and bootstraps are told goes over a port of 127.0.0.1, which any program here can reach.
 *
 * @param runtimes Lambda runtimes that will be asked for; Java is looked for only then
 */
export function unsealed(runtimes: Iterable<string> = []): Seal {
  const found: Interpreters = {
    node: { path: process.execPath, version: process.versions.node },
    python: tried(findPython(), '-I'),
    bootstrap: tried(findPerl()),
  };
  const java = findJava(runtimes);
  const version = java && 'path' in java ? tried(java.path)?.version : undefined;
  const interpreters = withJava(found, java, version);
  return { sealed: false, interpreters, launch: (order) => launchPlainly(interpreters, order) };
}

function tried(path: string | undefined, ...options: readonly string[]): Interpreter | undefined {
  if (path === undefined) return undefined;
  const answer = execFileSync(path, [...options, '--version'], { encoding: 'utf8' });
  return { path, version: versionIn(answer) };
}

function launchPlainly(interpreters: Interpreters, order: LaunchOrder): Sandbox {
  const { family, handler, memory } = order;
  const places: Places = {
    code: order.code,
    bootstraps: order.bootstraps,
    socket: join(order.folder, 'runtime.sock'),
    port: 0,
    tmp: order.folder,
  };
  const interpreter = (interpreters[family] as Interpreter).path;
  const what = { places, interpreter, handler, memory, java: interpreters.java };
  const [program, ...args] = bootstrapCommand(family, what);
  const child = spawn(program as string, args, {
    cwd: order.code,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...order.variables, ...placeVariables(places) },
  });
  return controls(child);
}

function controls(child: ChildProcess): Sandbox {
  const root = child.pid ?? 0;
  // What it leaves behind would otherwise live on.
  child.once('exit', () => signal(-root, 'SIGKILL'));
  return {
    output: [child.stdout, child.stderr].filter((stream) => stream != null),
    ended: ending(child, Promise.resolve(true)),
    memory: () => treeMemory(root),
    freeze: () => {
      signal(-root, 'SIGSTOP');
      freezeTree(root);
    },
    isStill: () => isTreeStill(root),
    thaw: () => {
      thawTree(root);
      signal(-root, 'SIGCONT');
    },
    kill: () => {
      for (const pid of descendants(root)) signal(pid, 'SIGKILL');
      signal(-root, 'SIGKILL');
    },
  };
}
