import { readdirSync, readFileSync } from 'node:fs';

const KB_PER_MB = 1024;
/** In /proc/PID/stat; PF_EXITING. */
const FLAGS_AFTER_STATE = 6;
const ENDING = 4;
const PAGE_TABLES = /^VmPTE:\s+(\d+) kB$/gm;

/** Process ids of everything that `root` started, directly or not, without `root`. Empty where there is no /proc. */
export function descendants(root: number): readonly number[] {
  const children = childrenOf(root);
  return children.flatMap((child) => [child, ...descendants(child)]);
}

/** The kernel lists children by the thread that started them. */
function childrenOf(pid: number): readonly number[] {
  return threadsOf(pid).flatMap((thread) =>
    orNone(() => readFileSync(`${thread}/children`, 'utf8').split(' '))
      .filter((child) => child !== '')
      .map(Number),
  );
}

/** Folders in /proc. The first thread may have ended, and shows nothing of what the others do and hold. */
export function threadsOf(pid: number): readonly string[] {
  return orNone(() => readdirSync(`/proc/${pid}/task`)).map((thread) => `/proc/${pid}/task/${thread}`);
}

/** A process may end between being listed and being looked at. */
export function orNone<T>(read: () => readonly T[]): readonly T[] {
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

/** Whether every thread is: the state of the first says nothing about the others. */
function isStill(pid: number): boolean {
  return threadsOf(pid).every((thread) => {
    const [stat] = orNone(() => [readFileSync(`${thread}/stat`, 'utf8')]);
    return stat === undefined || isStopped(stat.slice(stat.lastIndexOf(')') + 2).split(' '));
  });
}

/** Stopped, ended, or in a call of the kernel's that a signal waits for; one that is ending there goes on to do so. */
function isStopped(fields: readonly string[]): boolean {
  const [state = ''] = fields;
  return /^[TtZX]$/.test(state) || (state === 'D' && (Number(fields[FLAGS_AFTER_STATE]) & ENDING) === 0);
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

/** What it touched, and the tables in which the kernel keeps where that lies. */
function ownMemory(pid: number): number {
  for (const thread of threadsOf(pid)) {
    const rollup = kilobytes(`${thread}/smaps_rollup`, /^Pss_(?:Anon|Shmem):\s+(\d+) kB$/gm);
    if (rollup !== undefined) return (rollup + (kilobytes(`${thread}/status`, PAGE_TABLES) ?? 0)) / KB_PER_MB;
  }
  return 0;
}

/** Sum of the lines that match; `undefined` for a thread that has no memory any more. */
function kilobytes(file: string, line: RegExp): number | undefined {
  const [text = ''] = orNone(() => [readFileSync(file, 'utf8')]);
  const found = [...text.matchAll(line)].map(([, kb]) => Number(kb));
  return found.length === 0 ? undefined : found.reduce((sum, kb) => sum + kb, 0);
}
