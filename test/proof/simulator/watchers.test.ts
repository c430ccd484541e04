import { PROMPT } from '../../../proof/simulator/faults/faults.ts';
import { NO_FAULTS, type Profile } from '../../../proof/simulator/faults/profile.ts';
import { entryOf, FUNCTIONS } from '../../../proof/simulator/functions/registered.ts';
import { INVARIANTS } from '../../../proof/simulator/invariants/all.ts';
import type { Observation } from '../../../proof/simulator/observation.ts';
import { IDLE } from '../../../proof/simulator/play/play.ts';
import { SimulatedProcess } from '../../../proof/simulator/world/simulated-process.ts';
import { World } from '../../../proof/simulator/world/world.ts';
import { aStatus } from '../../support/builders.ts';

const [ASHA, BEN] = ['asha.example', 'ben.example'];
const SICK: Profile = { ...NO_FAULTS, sick: { pda: ASHA, functionIds: ['alpha'] } };

/** A world that is watched, in which nothing happens but what a test says. */
function watched(profile = NO_FAULTS): World {
  const faults = () => ({ judge: () => PROMPT });
  const world = new World({ seed: 'test', profile, faults, people: [ASHA, BEN, IDLE], isTraced: true });
  world.watch(INVARIANTS.map((invariant) => invariant(world, profile)));
  return world;
}

const processOf = (world: World, name: string) =>
  new SimulatedProcess(name, {
    machine: { isGone: false },
    scheduler: world.scheduler,
    trace: world.trace,
    faults: { judge: () => PROMPT },
  });

/** Which invariants were broken so far. */
const broken = (world: World) => world.trace.lines.map((line) => /VIOLATION +(I\d+|model)/.exec(line)?.[1]);

function invoked(world: World, change: Partial<Extract<Observation, { kind: 'invoked' }>>): Observation {
  return {
    ...{
      kind: 'invoked',
      pda: BEN,
      functionId: 'beta',
      epoch: 1,
      qualifier: '1',
      records: [],
      call: 'process',
    },
    ...{ isGood: true, isFickle: false, lastsMs: 3_000, by: processOf(world, 'executor-1') },
    ...change,
  };
}

function saved(world: World, pda: string, id: string, endpoint = 'feed/posts', executionId?: string): void {
  world
    .pda(pda)
    .save(world.now, [
      { id, endpoint, data: { source: 'one' }, chain: executionId ? ['beta'] : [], executionId },
    ]);
}

describe('a broken promise is noticed', () => {
  it('I1: a record of somebody else', () => {
    const world = watched();
    saved(world, ASHA, 'of asha');

    world.observe(invoked(world, { records: ['of asha'] }));

    expect(broken(world)).toContain('I1');
  });

  it('I3: a record written somewhere else', () => {
    const world = watched();
    saved(world, BEN, 'astray', 'she/alpha', 'an execution');

    const records = world.pda(BEN).records;
    world.observe({
      kind: 'written',
      pda: BEN,
      functionId: 'beta',
      executionId: 'an execution',
      fence: 1,
      records,
    });

    expect(broken(world)).toContain('I3');
  });

  it('I4: two records derived from one', () => {
    const world = watched();
    saved(world, BEN, 'first', 'she/beta', 'an execution');
    saved(world, BEN, 'second', 'she/beta', 'another execution');

    world.conclude();

    expect(broken(world)).toContain('I4');
  });

  it('I5: an invocation after "done"', () => {
    const world = watched();

    world.observe({ kind: 'disabled', pda: BEN, functionId: 'beta' });
    world.observe(invoked(world, {}));

    expect(broken(world)).toContain('I5');
  });

  it('I7: an invocation by a process that does not hold the lease', () => {
    const world = watched();

    world.observe(invoked(world, {}));

    expect(broken(world)).toContain('I7');
  });

  it.each([
    ['a status', (world: World) => changed(world, BEN, { cursor: 'canary' })],
    ['a dead letter', (world: World) => void world.letters.push({ body: 'canary' })],
  ])('I9: a person’s text in %s', (_where, leak) => {
    const world = watched();

    leak(world);
    world.conclude();

    expect(broken(world)).toContain('I9');
  });

  it('I12: a registration that changed without being published', async () => {
    const world = watched();
    const entry = entryOf(FUNCTIONS[0] as (typeof FUNCTIONS)[number], 1, false);
    await world.catalogue.put(entry);
    const [releases] = world.catalogue.releases.items;
    if (releases) world.observe({ kind: 'published', releases });

    await world.catalogue.put({ ...entry, timeout: 900 });
    world.conclude();

    expect(broken(world)).toContain('I12');
  });

  it('I13: a record that waits while others are sick', async () => {
    const world = watched(SICK);
    saved(world, BEN, 'waiting');
    world.observe({ kind: 'triggered', pda: BEN, functionId: 'beta', executionId: 'any' });

    await world.scheduler.pass(61_000);
    world.observe(invoked(world, { records: ['waiting'] }));

    expect(broken(world)).toContain('I13');
  });

  it('I15: one invocation of a function more than may be at work at a time', async () => {
    const world = watched({ ...NO_FAULTS, inFlight: 2 });
    const invokedTwice = () => {
      world.observe(invoked(world, {}));
      world.observe(invoked(world, {}));
    };

    invokedTwice();
    await world.scheduler.pass(3_000);
    invokedTwice();
    const before = broken(world).includes('I15');
    world.observe(invoked(world, {}));

    expect([before, broken(world).includes('I15')]).toEqual([false, true]);
  });

  it('an error that neither the play nor the engine made', async () => {
    const world = watched();

    await world.inProcess('executor', async () => {
      throw new TypeError('x is undefined');
    });

    expect(world.violation?.message).toContain('TypeError');
  });

  it('I14: an idle PDA that costs a change', () => {
    const world = watched();

    changed(world, IDLE, {});

    expect(broken(world)).toContain('I14');
  });
});

function changed(world: World, pda: string, change: Parameters<typeof aStatus>[0]): void {
  const after = aStatus({ pda, functionId: 'beta', ...change });
  world.observe({ kind: 'changed', before: undefined, after, by: processOf(world, 'executor-1') });
}
