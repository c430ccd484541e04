import type { Observation } from './observation.ts';
import type { World } from './world/world.ts';

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

/** Makes a watcher for a world that is about to begin. */
export type Invariant = (world: World) => Watcher;
