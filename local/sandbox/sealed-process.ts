import { type StdioOptions, spawn } from 'node:child_process';
import { openSync } from 'node:fs';
import type { Readable, Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { bubblewrapArguments, FILTER_FD, STATUS_FD, type View } from './bubblewrap.ts';
import { ending } from './ending.ts';
import { inheritedDescriptors } from './inherited-descriptors.ts';
import { kernelMemory } from './kernel-memory.ts';
import { descendants, freezeTree, isTreeStill, signal, thawTree, treeMemory } from './process-tree.ts';
import type { Sandbox } from './seal.ts';

/** What makes a sealed process. */
export interface Sealer {
  /** Path of `bwrap`. */
  readonly bubblewrap: string;
  /** Assembled system call filter. */
  readonly filter: Buffer;
  /** What the process finds at each of its descriptors. */
  readonly stdio: StdioOptions;
}

/** Prepares what all sealed processes share. */
export function makeSealer(bubblewrap: string, filter: Buffer): Sealer {
  return { bubblewrap, filter, stdio: coverDescriptors(inheritedDescriptors()) };
}

/** Puts /dev/null over every descriptor that would be inherited. */
function coverDescriptors(inherited: readonly number[]): StdioOptions {
  const own: StdioOptions = ['ignore', 'pipe', 'pipe', 'pipe', 'pipe'];
  const foreign = inherited.filter((fd) => fd >= own.length);
  if (foreign.length === 0) return own;
  const nothing = openSync('/dev/null', 'r');
  const table: StdioOptions = Array.from(
    { length: Math.max(...foreign) + 1 },
    (_, fd) => own[fd] ?? 'ignore',
  );
  for (const fd of foreign) table[fd] = nothing;
  return table;
}

/**
 * Runs a command sealed.
 *
 * @param uid user and group it runs as on this machine; `undefined` keeps the engine's, which only root can change
 */
export function spawnSealed(
  sealer: Sealer,
  view: View,
  command: readonly string[],
  uid: number | undefined,
): Sandbox {
  const child = spawn(sealer.bubblewrap, bubblewrapArguments(view, command), {
    cwd: '/',
    env: {},
    detached: true,
    stdio: sealer.stdio,
    uid,
    gid: uid,
  });
  // 0, which stands for nothing, once its id may be another process's.
  const root = () => (child.exitCode === null && child.signalCode === null ? (child.pid ?? 0) : 0);
  // bubblewrap reads the filter to its end; a pipe has no offset that two sandboxes could share.
  const filter = child.stdio?.[FILTER_FD] as Writable | undefined;
  filter?.on('error', () => {}).end(sealer.filter);
  return {
    output: [child.stdout, child.stderr].filter((stream) => stream != null),
    ended: ending(child, madeSandbox(child.stdio?.[STATUS_FD] as Readable | undefined)),
    memory: () => treeMemory(root()) + kernelMemory(root()),
    freeze: () => freezeTree(root()),
    isStill: () => isTreeStill(root()),
    thaw: () => thawTree(root()),
    kill: () => killSealed(root()),
  };
}

/** bubblewrap reports an exit code only when the sandbox was complete and the command in it began. */
async function madeSandbox(status: Readable | undefined): Promise<boolean> {
  if (status === undefined) return false;
  const report = await text(status).catch(() => '');
  return report.includes('"exit-code"');
}

/**
 * Kills what runs inside; the first of it takes all others of its process namespace along, and only then does
 * bubblewrap itself end, so its end proves that nothing is left.
 */
function killSealed(root: number): void {
  const inside = descendants(root);
  for (const pid of inside.length > 0 ? inside : [root]) signal(pid, 'SIGKILL');
}
