import { totalmem } from 'node:os';
import type { PoolLimits } from './environment-pool.ts';

/** Bounds of one host. */
export interface HostLimits extends PoolLimits {
  /** Seconds a function may take to load. */
  readonly init: number;
}

/** Memory that an environment is reckoned with, in bytes: most hold far less, few more. */
const RECKONED = 512 * 1024 * 1024;

/** As many environments as this machine carries, between 4 and 64. */
export function defaultLimits(machine = totalmem()): HostLimits {
  return {
    environments: Math.max(4, Math.min(64, Math.floor(machine / RECKONED))),
    queue: 256,
    // Less than callers add to a function's time-out, so that a full host is never taken for a slow function.
    wait: 4,
    idle: 300,
    init: 10,
  };
}
