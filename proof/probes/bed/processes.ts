import { readdirSync, readFileSync } from 'node:fs';
import { signal } from '../../../local/sandbox/process-tree.ts';

/** Most that takes what is about to happen, on a machine that is busy thirtyfold; nobody waits longer; ms. */
export const SOON = 30_000;

/** Processes of this machine, in whatever namespace, that were called with `marker`. */
export function processesNaming(marker: string): readonly number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && pid !== process.pid && read(pid, 'cmdline').includes(marker));
}

/** Whether the kernel keeps it from running. */
export function isStopped(pid: number): boolean {
  return /\) T/.test(read(pid, 'stat'));
}

/** Ticks of processor time it has had; 0 when it is gone. */
export function ticksOf(pid: number): number {
  const fields = read(pid, 'stat').split(') ')[1]?.split(' ') ?? [];
  return Number(fields[11] ?? 0) + Number(fields[12] ?? 0);
}

export function killNaming(marker: string): void {
  for (const pid of processesNaming(marker)) signal(pid, 'SIGKILL');
}

/** Looks every now and then until `condition` holds. @returns whether it did before the time was over */
export async function within(milliseconds: number, condition: () => boolean): Promise<boolean> {
  const end = performance.now() + milliseconds;
  while (!condition()) {
    if (performance.now() > end) return false;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return true;
}

function read(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
