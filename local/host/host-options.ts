import type { Seal } from '../sandbox/seal.ts';
import type { HostLimits } from './host-limits.ts';
import type { HostedFunction } from './hosted-function.ts';

/** A line that a function printed, for the developer who runs it here; never part of the protocol. */
export interface OutputLine {
  readonly functionName: string;
  readonly tenant?: string | undefined;
  readonly text: string;
}

export interface HostOptions {
  readonly functions: readonly HostedFunction[];
  readonly seal: Seal;
  readonly now: () => Date;
  readonly newId: () => string;
  /** Where the host's temporary folder should lie. @default the system's temporary folder */
  readonly stateDir?: string | undefined;
  /** @default lines are dropped */
  readonly onOutput?: ((line: OutputLine) => void) | undefined;
  /** @default by the size of this machine */
  readonly limits?: Partial<HostLimits> | undefined;
}
