import type { Profile } from '../faults/profile.ts';
import type { Watcher } from '../violation.ts';
import type { World } from '../world/world.ts';

/** Makes a watcher for a world that is about to begin. */
export type Invariant = (world: World, profile: Profile) => Watcher;
