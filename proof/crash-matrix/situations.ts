import { FUNCTIONS, type SimulatedFunction } from '../simulator/functions/registered.ts';
import { disable, trigger } from '../simulator/play/owners.ts';
import type { Registrar } from '../simulator/play/registrar.ts';
import type { World } from '../simulator/world/world.ts';

export const PERSON = 'asha.example';

/** How a run comes about. */
export interface Start {
  readonly name: string;
  readonly functionId: string;
  /** Records that are there to be processed: several parts. */
  readonly feed: string;
  begin(world: World): void;
}

const item = (functionId: string) => ({ pda: PERSON, functionId });
const nothing = () => {};

/** Each trigger of functions, and the owner's own of each kind. */
export const STARTS: readonly Start[] = [
  { name: 'individual', functionId: 'alpha', feed: 'feed/posts', begin: nothing },
  { name: 'periodic', functionId: 'gamma', feed: 'feed/places', begin: nothing },
  {
    name: 'manual',
    functionId: 'delta',
    feed: 'feed/places',
    begin: (world) => trigger(world, item('delta'), false),
  },
  {
    name: 'manual, over all',
    functionId: 'alpha',
    feed: 'feed/posts',
    begin: (world) => trigger(world, item('alpha'), true),
  },
];

/** What happens between the crash and the next try. */
export interface Meanwhile {
  readonly name: string;
  happen(world: World, registrar: Registrar, functionId: string): void | Promise<void>;
}

const simulated = (functionId: string) => FUNCTIONS.find(({ id }) => id === functionId) as SimulatedFunction;

export const MEANWHILES: readonly Meanwhile[] = [
  { name: 'nothing', happen: nothing },
  { name: 'disable', happen: (world, _registrar, functionId) => disable(world, item(functionId)) },
  {
    name: 'upgrade',
    happen: (_world, registrar, functionId) => registrar.publish(simulated(functionId), false),
  },
  {
    name: 'wider upgrade',
    happen: (_world, registrar, functionId) => registrar.publish(simulated(functionId), true),
  },
  { name: 'recall', happen: (_world, registrar, functionId) => registrar.recall(simulated(functionId)) },
];
