import { CATALOGUE_AGE_MS } from '../../core/execute/timing.ts';
import { type Profile, SCENARIOS, type Scenario } from './faults/profile.ts';
import { RandomFaults } from './faults/random-faults.ts';
import { FUNCTIONS } from './functions/registered.ts';
import { INVARIANTS } from './invariants/all.ts';
import { startEngine } from './play/engine.ts';
import { enable } from './play/owners.ts';
import { IDLE, Play } from './play/play.ts';
import { Registrar } from './play/registrar.ts';
import { askAgain, comeToRest } from './play/rest.ts';
import type { Violation } from './violation.ts';
import { World } from './world/world.ts';

const PEOPLE = ['asha.example', 'ben.example', IDLE];
const [FEWEST_ACTS, MOST_ACTS] = [5, 14];

export interface Simulation {
  readonly seed: number;
  readonly scenario: Scenario;
  /** @default false */
  readonly isTraced?: boolean;
}

export interface Outcome extends Simulation {
  readonly violation?: Violation | undefined;
  readonly trace: readonly string[];
  readonly executions: number;
  readonly invocations: number;
  readonly calls: number;
  /** Of processes. */
  readonly deaths: number;
  /** Calls that did not go as they should. */
  readonly faults: number;
}

/** Plays one seed: the same seed and scenario always play exactly the same. */
export async function simulate({ seed, scenario, isTraced = false }: Simulation): Promise<Outcome> {
  const profile: Profile = SCENARIOS[scenario];
  const people = [...PEOPLE, ...(profile.others ?? [])];
  let faults: RandomFaults | undefined;
  const world = new World({
    ...{ seed: `${scenario} ${seed}`, profile, people, isTraced },
    faults: (random) => {
      faults = new RandomFaults(random, profile);
      return faults;
    },
  });
  world.watch(INVARIANTS.map((invariant) => invariant(world, profile)));
  const registrar = new Registrar(world);
  await registrar.publishAll();
  startEngine(world);
  for (const pda of people)
    for (const { id } of FUNCTIONS)
      if (profile.sick || world.random.chance(0.8)) enable(world, { pda, functionId: id });
  for (const id of profile.sick?.functionIds ?? []) world.behaviours.set(id, 'slow');
  await world.scheduler.pass(60_000);
  const play = new Play(world, profile, registrar);
  for (let left = world.random.between(FEWEST_ACTS, MOST_ACTS); left > 0; left--) await play.act();
  faults?.end();
  await registrar.heal();
  await world.scheduler.pass(CATALOGUE_AGE_MS);
  await comeToRest(world);
  await askAgain(world);
  const { violation, counts } = world;
  const executions = world.executions.all.length;
  return { seed, scenario, isTraced, violation, trace: world.trace.lines, executions, ...counts };
}
