import { SCENARIO_NAMES, type Scenario } from '../faults/profile.ts';

/** What decides a play entirely. */
export interface PlayId {
  readonly seed: number;
  readonly scenario: Scenario;
}

/** One play a seed; without a scenario each takes its turn. */
export function* plays(firstSeed: number, scenario: Scenario | undefined): Generator<PlayId> {
  for (let seed = firstSeed; ; seed++) {
    const inTurn = SCENARIO_NAMES[seed % SCENARIO_NAMES.length] as Scenario;
    yield { seed, scenario: scenario ?? inTurn };
  }
}

/** How a person plays it again. */
export const replayCommand = ({ seed, scenario }: PlayId): string =>
  `npm run sim -- --seed ${seed} --scenario ${scenario}`;
