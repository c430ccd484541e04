import type { Readable } from 'node:stream';
import type { HostedFamily } from './hosted-family.ts';
import type { Interpreters } from './interpreters.ts';

/** Where a sandbox runs, what it may use, and what it is told. */
export interface LaunchOrder {
  readonly family: HostedFamily;
  /** As the manifest names it. */
  readonly handler: string;
  /** The environment's own, empty folder; `runtime.sock` inside it is the Runtime API. */
  readonly folder: string;
  /** Unpacked package, and the folder of bootstraps; the sandbox sees both read-only. */
  readonly code: string;
  readonly bootstraps: string;
  /** Everything the process finds in its environment besides the paths that the seal decides. */
  readonly variables: Readonly<Record<string, string>>;
  /** MB */
  readonly memory: number;
  /** MB of /tmp */
  readonly ephemeralStorage: number;
}

/** How a sandbox came to its end. */
export interface Ending {
  /** False when the sandbox could not be made, so that nothing of the function ever ran. */
  readonly ran: boolean;
  /** As Lambda words it: `exit status 3`, `signal: killed`. */
  readonly reason: string;
}

/** A running process tree; all of it lives and dies together. */
export interface Sandbox {
  /** Standard output and standard error; must be drained. */
  readonly output: readonly Readable[];
  /** Settles when the tree is gone. */
  readonly ended: Promise<Ending>;
  /** MB that the tree holds in memory right now, or 0 where that cannot be measured. */
  memory(): number;
  /** Stops every process of the tree, until `thaw`. */
  freeze(): void;
  /** Whether every process has come to a stop. */
  isStill(): boolean;
  thaw(): void;
  kill(): void;
}

/** Makes sandboxes. */
export interface Seal {
  /** Whether a function in here is cut off from network, files, processes and other functions. */
  readonly sealed: boolean;
  readonly interpreters: Interpreters;
  launch(order: LaunchOrder): Sandbox;
}
