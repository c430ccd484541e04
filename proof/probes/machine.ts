import { readFileSync } from 'node:fs';
import type { Control, Probe } from './probe.ts';

/** What decides whether an unsealed probe can get through here. */
export interface Machine {
  /** Root with everything that root usually may; in most containers it is not. */
  readonly isRoot: boolean;
  /** System calls are filtered even outside the seal, as in most containers. */
  readonly filtersCalls: boolean;
}

/** May administer, trace, open raw sockets, load modules. */
const WHOLE = [13n, 16n, 19n, 21n].reduce((bits, bit) => bits | (1n << bit), 0n);

export function thisMachine(): Machine {
  const status = readFileSync('/proc/self/status', 'utf8');
  const field = (name: string) => new RegExp(`^${name}:\\s*(\\S+)$`, 'm').exec(status)?.[1] ?? '0';
  const capabilities = BigInt(`0x${field('CapEff')}`);
  return {
    isRoot: process.getuid?.() === 0 && (capabilities & WHOLE) === WHOLE,
    filtersCalls: field('Seccomp') !== '0',
  };
}

/** Why the control of a probe is not run here, if it is not. */
export function whyNotRun({ control }: Pick<Probe, 'control'>, machine: Machine): string | undefined {
  if (control === 'needs root' && !machine.isRoot) return 'only root can';
  const sealedOnly = /^sealed only: (.*)$/.exec(control)?.[1];
  return sealedOnly;
}

/** Whether a control that is held means that the probe is worth nothing. */
export function mustGetThrough(
  { control, mayBeFiltered }: Pick<Probe, 'control' | 'mayBeFiltered'>,
  machine: Machine,
): boolean {
  if (machine.filtersCalls && mayBeFiltered) return false;
  const binding: readonly Control[] = ['gets through', 'needs root'];
  return binding.includes(control);
}
