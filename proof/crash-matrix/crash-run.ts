import { NO_FAULTS, type Profile } from '../simulator/faults/profile.ts';
import { INVARIANTS } from '../simulator/invariants/all.ts';
import { startEngine } from '../simulator/play/engine.ts';
import { enable } from '../simulator/play/owners.ts';
import { Registrar } from '../simulator/play/registrar.ts';
import { askAgain, comeToRest } from '../simulator/play/rest.ts';
import type { Violation } from '../simulator/violation.ts';
import { World } from '../simulator/world/world.ts';
import { type Crash, CrashOnce } from './crash-once.ts';
import { type Meanwhile, PERSON, type Start } from './situations.ts';

const MINUTE_MS = 60_000;
/** One place only: who crashes with it keeps everybody else out until it runs out. */
const PROFILE: Profile = { ...NO_FAULTS, inFlight: 1 };
const RECORDS = 5;

export interface CrashedRun {
  readonly start: Start;
  readonly meanwhile: Meanwhile;
  /** None: to see which calls there are. */
  readonly crash?: Crash | undefined;
  readonly isTraced?: boolean;
}

export interface CrashOutcome {
  /** The calls of the run; to the crash, if there is one. */
  readonly calls: readonly string[];
  readonly violation?: Violation | undefined;
  readonly trace: readonly string[];
}

/** Plays one run with one crash, and what follows until all is done, and holds it to the invariants. */
export async function crashRun({
  start,
  meanwhile,
  crash,
  isTraced = false,
}: CrashedRun): Promise<CrashOutcome> {
  const happen = () => void meanwhile.happen(world, registrar, start.functionId);
  const faults = new CrashOnce(crash, () => world.scheduler.after(10, happen));
  const world = new World({
    ...{ seed: 'crash', profile: PROFILE, people: [PERSON], isTraced },
    faults: () => faults,
  });
  const registrar = new Registrar(world);
  world.watch(INVARIANTS.map((invariant) => invariant(world, PROFILE)));
  await registrar.publishAll();
  startEngine(world);
  enable(world, { pda: PERSON, functionId: start.functionId });
  await world.scheduler.pass(MINUTE_MS);
  save(world, start.feed);
  await world.scheduler.pass(100);
  start.begin(world);
  await world.scheduler.pass(30 * MINUTE_MS);
  faults.stopCounting();
  await registrar.heal();
  await comeToRest(world);
  enable(world, { pda: PERSON, functionId: start.functionId });
  await world.scheduler.pass(MINUTE_MS);
  await askAgain(world);
  return { calls: faults.calls, violation: world.violation, trace: world.trace.lines };
}

function save(world: World, feed: string): void {
  const records = Array.from({ length: RECORDS }, () => {
    const id = world.newId();
    return { id, endpoint: feed, data: { secret: `canary-${id.slice(-4)}` }, chain: [] };
  });
  world.tell(world.pda(PERSON).save(world.now, records));
}
