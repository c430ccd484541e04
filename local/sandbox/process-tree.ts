import { readdirSync, readFileSync } from 'node:fs';

const KB_PER_MB = 1024;

/** Process ids of everything that `root` started, directly or not, without `root`. Empty where there is no /proc. */
export function descendants(root: number): readonly number[] {
  const children = childrenOf(root);
  return children.flatMap((child) => [child, ...descendants(child)]);
}

/** The kernel lists children by the thread that started them. */
function childrenOf(pid: number): readonly number[] {
  return orNone(() => readdirSync(`/proc/${pid}/task`)).flatMap((thread) =>
    orNone(() => readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').split(' '))
      .filter((child) => child !== '')
      .map(Number),
  );
}

/** A process may end between being listed and being looked at. */
function orNone(read: () => readonly string[]): readonly string[] {
  try {
    return read();
  } catch {
    return [];
  }
}

/** Stops everything below `root` that is there now; what appears meanwhile is found by looking again. */
export function freezeTree(root: number): void {
  for (const pid of descendants(root)) signal(pid, 'SIGSTOP');
}

/**
 * Whether everything below `root` stands still. While a tree is being stopped, processes are made, and one that is
 * stopped goes on when the end of another orphans its group: one look proves nothing, two in a row do.
 */
export function isTreeStill(root: number): boolean {
  return [root, root].every((again) => descendants(again).every(isStill));
}

/** Stopped, ended, or in a call of the kernel's that a signal waits for; `T`, `t`, `Z`, `X`, `D` in /proc. */
function isStill(pid: number): boolean {
  const [stat] = orNone(() => [readFileSync(`/proc/${pid}/stat`, 'utf8')]);
  return stat === undefined || /^[TtZXD]$/.test(stat.slice(stat.lastIndexOf(')') + 2)[0] ?? '');
}

/** Lets everything below `root` go on. */
export function thawTree(root: number): void {
  for (const pid of descendants(root)) signal(pid, 'SIGCONT');
}

/** Signals a process, or a process group by its negative id; one that is gone already is fine. */
export function signal(pid: number, name: NodeJS.Signals): void {
  // 0 stands for a process that never came to be; the kernel would take it for the engine's own group.
  if (pid === 0) return;
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** MB of memory that exists because of `root` and everything below it; what they share is counted once. */
export function treeMemory(root: number): number {
  return [root, ...descendants(root)].reduce((sum, pid) => sum + ownMemory(pid), 0);
}

function ownMemory(pid: number): number {
  const lines = orNone(() => readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8').split('\n'));
  const kilobytes = lines.flatMap((line) => /^Pss_(?:Anon|Shmem):\s+(\d+) kB$/.exec(line)?.[1] ?? []);
  return kilobytes.reduce((sum, kb) => sum + Number(kb), 0) / KB_PER_MB;
}
