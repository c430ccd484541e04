import type { Observation } from './observation.ts';

/** A promise of execution.md §6 that was broken. */
export class Violation extends Error {
  override readonly name = 'Violation';
  readonly invariant: string;

  constructor(invariant: string, message: string) {
    super(`${invariant}: ${message}`);
    this.invariant = invariant;
  }
}

/** Watches one of them; throws Violation. */
export interface Watcher {
  saw?(observation: Observation): void;
  /** Called when all has come to rest. */
  atRest?(): void;
}
