import type { ChildProcess } from 'node:child_process';
import { constants } from 'node:os';
import type { Ending } from './seal.ts';

/** Exit codes above this one tell, by shell custom, which signal ended the process. */
const SIGNALLED = 128;

/**
 * Settles when `child` is gone.
 *
 * @param ran whether the function's process came to be; asked once the end is known
 */
export function ending(child: ChildProcess, ran: Promise<boolean>): Promise<Ending> {
  return new Promise((resolve) => {
    child.once('error', ({ message }) => resolve({ ran: false, reason: message }));
    child.once('exit', (code, signal) => {
      void ran.then((itRan) => resolve({ ran: itRan, reason: endReason(code, signal) }));
    });
  });
}

/** Lambda's words: `exit status 3`, `signal: killed`. */
export function endReason(code: number | null, signal: NodeJS.Signals | null): string {
  const number = signal === null ? (code ?? 0) - SIGNALLED : constants.signals[signal];
  const name = Object.entries(constants.signals).find(([, value]) => value === number)?.[0];
  if (name === undefined) return `exit status ${code}`;
  return name === 'SIGKILL' ? 'signal: killed' : `signal: ${name.slice('SIG'.length).toLowerCase()}`;
}
