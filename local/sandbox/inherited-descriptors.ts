import { readdirSync, readFileSync } from 'node:fs';

/** O_CLOEXEC, as /proc writes it: octal. */
const CLOSE_ON_EXEC = 0o2000000;

/**
 * Descriptors of the engine that every program it starts would find open, because whoever started the engine left
 * them so. Node marks only the lowest ones.
 */
export function inheritedDescriptors(): readonly number[] {
  return readdirSync('/proc/self/fdinfo')
    .map(Number)
    .filter((fd) => fd > 2 && survivesExec(fd));
}

function survivesExec(fd: number): boolean {
  try {
    const flags = /^flags:\s*([0-7]+)$/m.exec(readFileSync(`/proc/self/fdinfo/${fd}`, 'utf8'))?.[1];
    return flags !== undefined && (Number.parseInt(flags, 8) & CLOSE_ON_EXEC) === 0;
  } catch {
    // The one that listed the folder is closed by now.
    return false;
  }
}
