import type { DataEvent } from '../../core/model/data-event.ts';
import type { FunctionReleases } from '../../core/model/function-releases.ts';
import type { FunctionStatus } from '../../core/model/function-status.ts';
import type { StoredRecord } from './world/simulated-pda.ts';
import type { SimulatedProcess } from './world/simulated-process.ts';

/** A function of one person. */
export interface Item {
  readonly pda: string;
  readonly functionId: string;
}

export const keyOf = ({ pda, functionId }: Item): string => `${pda}/${functionId}`;

/** Something that happened, as somebody who sees everything sees it. */
export type Observation =
  | {
      readonly kind: 'changed';
      readonly before: FunctionStatus | undefined;
      readonly after: FunctionStatus;
      readonly by: SimulatedProcess;
    }
  | (Item & {
      readonly kind: 'invoked';
      readonly call: 'bundle' | 'process';
      readonly epoch: number;
      readonly qualifier: string;
      readonly records: readonly string[];
      /** Whether its answer is one that the engine may accept. */
      readonly isGood: boolean;
      /** Whether it may make nothing of what it was given. */
      readonly isFickle: boolean;
      /** From its beginning, whoever waits for it. */
      readonly lastsMs: number;
      readonly by: SimulatedProcess;
    })
  | (Item & { readonly kind: 'read'; readonly records: readonly string[] })
  | (Item & {
      readonly kind: 'written';
      readonly executionId: string;
      readonly fence: number;
      readonly records: readonly StoredRecord[];
    })
  | { readonly kind: 'dispatched'; readonly event: DataEvent }
  | (Item & { readonly kind: 'disabled' })
  /** All is well, and the owner has just asked for a run on what is new, up to this position. */
  | (Item & { readonly kind: 'asked at rest'; readonly upTo: number })
  | (Item & { readonly kind: 'triggered'; readonly executionId: string })
  | { readonly kind: 'published'; readonly releases: FunctionReleases }
  | { readonly kind: 'recalled'; readonly functionId: string; readonly version: string };
