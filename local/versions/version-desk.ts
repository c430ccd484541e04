import type { ReleaseSummary } from '../../core/model/release-summary.ts';
import type { RetainedVersion } from '../../core/model/retained-version.ts';

/** Where an operator looks at the versions of functions, of an engine on this machine or of one on AWS. */
export interface VersionDesk {
  /** Sorted by function. */
  summaries(): Promise<readonly ReleaseSummary[]>;
  /** Versions that can still be called. */
  retained(summary: ReleaseSummary): Promise<readonly RetainedVersion[]>;
}
