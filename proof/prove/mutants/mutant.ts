import type { Deployment } from './deployment.ts';

/** One change of the app that would open something. */
export interface Mutant {
  /** What was done to the app, as a noun. */
  readonly name: string;
  /** Names of the claims that notice it: all of these, and no others. */
  readonly caughtBy: readonly string[];
  /** Whether the app has a canary. @default false */
  readonly canary?: boolean;
  change(deployment: Deployment): void;
}
