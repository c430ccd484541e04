import { readdirSync, readFileSync } from 'node:fs';
import { descendants } from '../../../local/sandbox/process-tree.ts';

/** Processes of this machine whose command line contains `text`; arguments are parted by \0. */
export function processesNaming(text: string): readonly number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && pid !== process.pid && commandLine(pid).includes(text));
}

/** `R` running, `S` sleeping, `T` stopped …, as the kernel names it; `undefined` when it is gone. */
export function stateOf(pid: number): string | undefined {
  try {
    return /\) (\w)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1];
  } catch {
    return undefined;
  }
}

export function parentOf(pid: number): number | undefined {
  try {
    return Number(/\) \w (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1]);
  } catch {
    return undefined;
  }
}

/** Processes inside the sandboxes of a host of this process, by the folder it works in. */
export function insideOf(stateDir: string): readonly number[] {
  return processesNaming(stateDir)
    .filter((pid) => parentOf(pid) === process.pid)
    .flatMap(descendants);
}

/** Waits until `condition` holds; the test's own time-out is the limit. */
export async function eventually(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}

function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}
