import { SCENARIO_NAMES, SCENARIOS, type Scenario } from '../simulator/faults/profile.ts';
import type { BreakName } from './breaks.ts';
import { KINDS } from './kinds.ts';
import type { PairId } from './pair.ts';

/**
 * Without PDAs that never answer, since nothing of their owners' can be read, and without those that write long after
 * they gave up: what is written twice then shows by an event more, if the second answer was longer. Restarts are
 * acts of their own here, whatever the scenario.
 */
const SCENARIOS_IN_TURN: readonly Scenario[] = SCENARIO_NAMES.filter((name) => {
  return !('sick' in SCENARIOS[name]) && name !== 'late pdas' && name !== 'restarts';
});

const inTurn = <T>(all: readonly T[], turn: number): T => all[turn % all.length] as T;

/** One pair a seed; each kind and each scenario takes its turn. */
export function* pairs(first: number, count: number, leak?: BreakName): Generator<PairId> {
  for (let seed = first; seed < first + count; seed++) {
    const scenario = inTurn(SCENARIOS_IN_TURN, Math.floor(seed / KINDS.length));
    yield { seed, kind: inTurn(KINDS, seed), scenario, leak };
  }
}

/** How a person plays it again. */
export function replayCommand({ seed, leak }: Pick<PairId, 'seed' | 'leak'>): string {
  const broken = leak ? ` --break '${leak}'` : '';
  return `npm run noninterference -- --pairs 1 --seed ${seed}${broken}`;
}
