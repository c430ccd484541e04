import type { Stage } from '../stage.ts';

/** A part of the trial. It tells in a line what it saw, and throws what it did not see. */
export interface Step {
  readonly name: string;
  readonly run: (stage: Stage) => Promise<string>;
}
