import type { EngineLog } from '../core/ports.ts';
import type { Registry } from '../functions-registry/registry.ts';
import type { Preparation } from './sample/prepare-people.ts';
import type { Seal } from './sandbox/seal.ts';

export interface EngineOptions {
  /** Created if need be; one engine at a time. */
  readonly dataDir: string;
  /** 0 for any free one. */
  readonly port: number;
  readonly registry: Registry;
  readonly seal: Seal;
  /** Database of a PostgreSQL server for the PDAs of this machine. @default - an embedded one */
  readonly databaseUrl?: string | undefined;
  /** Called before any work begins, so that a first run sees all there is. */
  readonly prepare?: (preparation: Preparation) => Promise<unknown>;
  /** @default - what somebody should look at, on standard error */
  readonly log?: EngineLog;
  /** Gets what functions print, a line at a time; for the developer at this machine, and never stored. */
  readonly onFunctionOutput?: (functionName: string, line: string) => void;
}
