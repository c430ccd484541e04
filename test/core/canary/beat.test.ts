import { type BeatDeps, beat, EngineRefused } from '../../../core/canary/beat.ts';
import { type CanaryItem, UNBORN } from '../../../core/canary/canary-item.ts';
import { updateCanary } from '../../../core/canary/update-canary.ts';
import { NOW, uuid } from '../../support/builders.ts';
import { aCanary, minutesAgo, withAnswer } from '../../support/canary-records.ts';

describe('a beat of the canary', () => {
  let item: CanaryItem | undefined;
  let done: string[];
  let told: unknown[];
  let deps: BeatDeps;

  beforeEach(() => {
    item = undefined;
    done = [];
    told = [];
    let ids = 500;
    deps = {
      pda: 'canary.example',
      store: {
        find: async () => item,
        replace: async (next) => {
          if (next.revision !== (item?.revision ?? 0) + 1) return false;
          item = next;
          return true;
        },
      },
      owner: {
        enable: async (id) => done.push(`enable ${id}`) > 0,
        disable: async (id) => void done.push(`disable ${id}`),
        tell: async (event) => void done.push(`tell ${event.pda} ${event.endpoints}`),
      },
      register: async () => void done.push('register'),
      log: { tell: (event, fields) => void told.push([event, fields]), internalError: () => undefined },
      now: () => NOW,
      newId: () => uuid(++ids),
    };
  });
  const toldOf = (
    canaryVerdict: string,
    canaryAge?: number,
    canaryStep?: string,
    canaryBreaches?: string[],
  ) => [['canary beat', { canaryVerdict, canaryAge, canaryStep, canaryBreaches }]];
  const registered = { registeredAt: minutesAgo(60).toISOString() };

  it('registers, agrees, saves a heartbeat and tells the engine, in this order', async () => {
    await beat(deps);

    expect(done).toEqual(['register', 'enable canary', 'tell canary.example canary/heartbeats']);
    expect(told).toEqual(toldOf('waiting'));
    expect(item).toMatchObject({
      beats: 1,
      agreedAt: NOW.toISOString(),
      bornAt: NOW.toISOString(),
    });
  });

  it('gives no place again when its table was lost: the engine knows the former ones', async () => {
    await beat(deps);
    const lost = item;
    item = undefined;
    deps = { ...deps, now: () => new Date(NOW.getTime() + 86_400_000) };

    await beat(deps);

    const placesOf = (one: CanaryItem | undefined) => one?.places ?? 0;
    expect(item).toMatchObject({ beats: 1 });
    expect(placesOf(item)).toBeGreaterThan(placesOf(lost) + 1000);
  });

  it('registers no more while heartbeats come back', async () => {
    item = { ...withAnswer(aCanary(5), 1), ...registered };

    await beat(deps);

    expect(done).not.toContain('register');
    expect(told).toEqual(toldOf('answered', 300));
  });

  it.each([
    ['a day has passed', { registeredAt: minutesAgo(24 * 60).toISOString() }, withAnswer(aCanary(5), 1)],
    ['nothing came back', registered, aCanary(5)],
  ])('registers again when %s', async (_why, registration, before) => {
    item = { ...before, ...registration };

    await beat(deps);

    expect(done).toContain('register');
    expect(item?.registeredAt).toBe(NOW.toISOString());
  });

  it('agrees anew once in twelve beats, if all is well', async () => {
    item = { ...withAnswer(aCanary(5), 1), ...registered, beats: 12 };
    await beat(deps);
    const atTwelve = done.splice(0);

    item = { ...withAnswer(aCanary(5), 1), ...registered, beats: 13 };
    await beat(deps);
    const atThirteen = done.splice(0);

    item = { ...aCanary(5), ...registered, beats: 12 };
    await beat(deps);

    expect(atTwelve.slice(0, 2)).toEqual(['disable canary', 'enable canary']);
    expect([...atThirteen, ...done]).not.toContain('disable canary');
  });

  it('waits for its function to be registered, and tells when that was so before', async () => {
    deps = { ...deps, owner: { ...deps.owner, enable: async () => false } };
    await beat(deps);
    item = { ...withAnswer(aCanary(5), 1), ...registered };
    await beat(deps);

    expect(told).toEqual([...toldOf('waiting'), ...toldOf('refused', 300, 'consent')]);
    expect(item?.beats).toBe(0);
  });

  it('tells what the engine refused, and is registered again by the next beat', async () => {
    item = { ...withAnswer(aCanary(5), 1), ...registered };
    const refuse = async () => {
      throw new EngineRefused('event');
    };

    await beat({ ...deps, owner: { ...deps.owner, tell: refuse } });
    await beat(deps);

    expect(told[0]).toEqual(toldOf('refused', 300, 'event')[0]);
    expect(done.slice(-3)[0]).toBe('register');
  });

  it('tells the worse of what it found and what it met', async () => {
    item = { ...withAnswer(aCanary(5), 1, { breaches: ['layer'] }), ...registered };
    deps = { ...deps, owner: { ...deps.owner, enable: async () => false } };

    await beat(deps);

    expect(told).toEqual(toldOf('breached', undefined, 'consent', ['layer']));
  });

  it('hides no fault of its own', async () => {
    const fail = async () => {
      throw new TypeError('a fault');
    };

    const failed = beat({ ...deps, register: fail });

    await expect(failed).rejects.toThrow(TypeError);
    expect(told).toEqual([]);
  });
});

describe('a change of the canary', () => {
  it('is decided anew when somebody else was first', async () => {
    const stored: CanaryItem[] = [];
    const seen = [UNBORN, { ...UNBORN, revision: 1, beats: 7 }];
    const store = {
      find: async () => seen[Math.min(stored.length, 1)],
      replace: async (next: CanaryItem) => stored.push(next) > 1,
    };

    const after = await updateCanary(store, (before) => ({ ...before, beats: before.beats + 1 }));

    expect(after).toEqual({ ...UNBORN, revision: 2, beats: 8 });
  });

  it('is none when the decision is a word', async () => {
    const store = { find: async () => UNBORN, replace: () => Promise.reject(new Error('stored')) };

    const after = await updateCanary(store, () => 'fenced');

    expect(after).toBe('fenced');
  });
});
