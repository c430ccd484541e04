import { ExecutionFailure } from '../../../core/errors.ts';
import { mayBeAtWork } from '../../../core/execute/held-slot.ts';
import { anEntry, FUNCTION, later, uuid } from '../../support/builders.ts';
import { SLOTS, SlotPlace, taking } from '../../support/slot-place.ts';

/** An invocation's time-out, five seconds for its way and a minute to spare. */
const NEEDED = anEntry().timeout + 65;
/** From taking a slot until it is used. */
const SPARE = 30;

const all = Array.from({ length: SLOTS }, (_, number) => number);
const allBut = (...free: readonly number[]) => all.filter((number) => !free.includes(number));

describe('taking a slot', () => {
  it.each([
    [0, 0],
    [0.5, 10],
    [0.999, 19],
  ])('takes the one that chance %d falls on', async (chance, number) => {
    const place = new SlotPlace();
    place.chances = [chance];

    const isTaken = await taking(place.run());

    expect(isTaken).toBe(true);
    expect(await place.taken()).toEqual([number]);
  });

  it('tries another when that one is taken', async () => {
    const place = new SlotPlace(10);
    place.chances = [0.5, 0.25];

    await taking(place.run());

    expect(await place.taken()).toEqual([5, 10]);
  });

  it('looks which are free when both were taken', async () => {
    const place = new SlotPlace(...allBut(7));

    const isTaken = await taking(place.run());

    expect(isTaken).toBe(true);
    expect(place.tried).toEqual([10, 10, 7]);
  });

  it('tries a few that were seen to be free, which others may have taken since', async () => {
    const place = new SlotPlace(10);
    place.slots.taken = async () => new Set(allBut(1, 2, 3, 4));
    for (const number of [1, 2, 3, 4]) place.somebodyTakes(number);

    const isTaken = await taking(place.run());

    expect(isTaken).toBe(false);
    expect(place.tried).toEqual([10, 10, 3, 4, 1]);
  });

  it('takes none when none is free', async () => {
    const place = new SlotPlace(...all);
    const run = place.run();

    const isTaken = await taking(run);

    expect([isTaken, run.isHeld]).toEqual([false, false]);
    expect(place.tried).toEqual([10, 10]);
  });

  it('tries none twice of few that were seen to be free', async () => {
    const place = new SlotPlace(10);
    place.slots.taken = async () => new Set(allBut(1, 2));
    for (const number of [1, 2]) place.somebodyTakes(number);

    await taking(place.run());

    expect(place.tried).toEqual([10, 10, 2, 1]);
  });

  it('is refused with the name of the function when it must have one', async () => {
    const full = new SlotPlace(...all);

    const holding = full.run().hold(false);

    await expect(holding).rejects.toThrow(
      expect.objectContaining({ name: 'NoSlot', message: `every slot of ${FUNCTION} is taken` }),
    );
  });

  it('looks before it tries where most are taken, and tries none where none is free', async () => {
    const [crowded, full] = [new SlotPlace(...allBut(7)), new SlotPlace(...all)];

    const areTaken = [await taking(crowded.run(), true), await taking(full.run(), true)];

    expect(areTaken).toEqual([true, false]);
    expect([crowded.tried, full.tried]).toEqual([[7], []]);
  });

  it.each([
    ['is free', [...allBut(3)], true],
    ['is taken', all, false],
  ])('sees whether any %s without taking it', async (_what, taken, expected) => {
    const place = new SlotPlace(...taken);

    const isAnyFree = await place.run().isAnyFree();

    expect(isAnyFree).toBe(expected);
    expect(place.tried).toEqual([]);
  });

  it('takes for full what is too busy to tell', async () => {
    const place = new SlotPlace();
    place.slots.taken = (async () => undefined) as never;
    const run = place.run();

    const found = [await run.isAnyFree(), await taking(run, true)];

    expect(found).toEqual([false, false]);
  });

  it('asks for none a second time', async () => {
    const place = new SlotPlace();
    const run = place.run();

    const taken = await taking(run);
    await run.hold(false);

    expect(taken).toBe(true);
    expect(place.tried).toHaveLength(1);
  });

  it('has no two runs in the same', async () => {
    const place = new SlotPlace();
    const runs = all.map(() => place.run());

    for (const run of runs) await taking(run);

    expect(await place.taken()).toEqual(all);
    expect(await taking(place.run())).toBe(false);
  });
});

describe('holding a slot', () => {
  it('is enough for an invocation that soon starts', async () => {
    const place = new SlotPlace();
    const run = place.run();
    await taking(run);

    const held = [0, SPARE, SPARE + 0.001].map((seconds) => {
      place.now = later(seconds);
      return run.isHeld;
    });

    expect(held).toEqual([true, true, false]);
  });

  it('is made to last longer, in the same place', async () => {
    const place = new SlotPlace();
    const run = place.run();
    await taking(run);
    place.now = later(SPARE + 1);
    place.chances = [0];

    const isTaken = await taking(run);

    expect([isTaken, run.isHeld]).toEqual([true, true]);
    expect(place.tried).toEqual([10, 10]);
  });

  it('keeps others out as long as an invocation that soon starts may take, and no longer', async () => {
    const place = new SlotPlace();
    await taking(place.run());

    const taken = [];
    for (const seconds of [SPARE + NEEDED - 0.001, SPARE + NEEDED]) {
      place.now = later(seconds);
      taken.push(await place.taken());
    }

    expect(taken).toEqual([[10], []]);
  });

  it('ends by itself, and goes on in another when somebody has taken it over', async () => {
    const place = new SlotPlace();
    const run = place.run();
    await taking(run);
    place.now = later(SPARE + NEEDED);
    place.somebodyTakes(10);
    place.chances = [0];

    await taking(run);

    expect(run.isHeld).toBe(true);
    expect(await place.taken()).toEqual([0, 10]);
  });

  it('ends when it is given back, once', async () => {
    const place = new SlotPlace();
    const run = place.run();
    await taking(run);

    await run.giveBack();
    const free = await place.taken();
    place.somebodyTakes(10);
    await run.giveBack();

    expect([run.isHeld, free]).toEqual([false, []]);
    expect(await place.taken()).toEqual([10]);
  });

  it('is taken under another name after that, which what comes late cannot give back', async () => {
    const place = new SlotPlace();
    const run = place.run();
    await taking(run);
    await run.giveBack();
    await taking(run);

    await place.slots.giveBack({ functionId: FUNCTION, number: 10 }, uuid(1));

    expect(await place.taken()).toEqual([10]);
  });

  it('goes on without its run when that leaves it', async () => {
    const place = new SlotPlace();
    const run = place.run();
    await taking(run);

    run.leave();
    await run.giveBack();

    expect(run.isHeld).toBe(false);
    expect(await place.taken()).toEqual([10]);
  });

  it('is not given back by who has none', async () => {
    const place = new SlotPlace(10);

    await place.run().giveBack();

    expect(await place.taken()).toEqual([10]);
  });
});

describe('a function', () => {
  it.each([
    ['may be', 'its answer was lost', new ExecutionFailure('INTERNAL'), true],
    ['may be', 'nobody waited for it any longer', new ExecutionFailure('FUNCTION_TIMEOUT'), true],
    ['may be', 'an error says nothing', new Error('socket hang up'), true],
    ['is not', 'it failed', new ExecutionFailure('FUNCTION_ERROR'), false],
    ['is not', 'it was never started', new ExecutionFailure('THROTTLED'), false],
  ])('%s at work when %s', (_is, _what, error, expected) => {
    const isPossible = mayBeAtWork(error);

    expect(isPossible).toBe(expected);
  });
});
