import fc from 'fast-check';
import { MemoryReleaseStore } from '../../../adapters/memory/release-store.ts';
import { claimRegistration, fencedReleases } from '../../../core/manage/claim-registration.ts';
import { release } from '../../../core/manage/release.ts';
import { updateReleases } from '../../../core/manage/update-releases.ts';
import type { FunctionReleases } from '../../../core/model/function-releases.ts';
import type { Registration } from '../../../core/model/registration.ts';
import { anEntry } from '../../support/builders.ts';

const wanting = (requestId: string, ...functionIds: string[]) => ({ stack: 'S', requestId, functionIds });
const claimed = (...claims: ReturnType<typeof wanting>[]) =>
  claims.reduce<Registration | undefined>(
    (before, one) => claimRegistration(before, one) ?? before,
    undefined,
  );

describe('a claim', () => {
  it('makes a request the last one of its stack, and remembers all that it may register', () => {
    const registration = claimed(wanting('one', 'a', 'b'), wanting('two', 'c'));

    expect(registration).toEqual({
      ...{ stack: 'S', revision: 2, requests: ['one', 'two'] },
      functions: ['a', 'b', 'c'],
    });
  });

  it('of the last request goes on where it was', () => {
    const registration = claimed(wanting('one', 'a'));

    expect(claimRegistration(registration, wanting('one', 'a'))).toBe(registration);
  });

  it('of a request before the last one comes too late', () => {
    const registration = claimed(wanting('one', 'a'), wanting('two', 'a'));

    expect(claimRegistration(registration, wanting('one', 'a'))).toBeUndefined();
  });

  it('keeps the item small, however often a stack is deployed', () => {
    const claims = Array.from({ length: 500 }, (_, index) => wanting(`request-${index}`, 'a'));

    const registration = claimed(...claims);

    expect(registration?.requests).toHaveLength(20);
    expect(registration?.requests.at(-1)).toBe('request-499');
  });
});

/** One request that registers a version, a step at a time: claim, then find, look and store until that is done. */
class Run {
  readonly name: string;
  readonly #world: World;

  constructor(world: World, name: string) {
    this.#world = world;
    this.name = name;
  }

  async all(): Promise<void> {
    const { registrations, releases, pause } = this.#world;
    const claim = wanting(this.name, 'a');
    await pause();
    if (!(await registrations.claim(claim))) return;
    const slow = {
      find: async (id: string) => {
        const found = await releases.find(id);
        await pause();
        return found;
      },
      replace: async (next: FunctionReleases) => {
        await pause();
        return releases.replace(next);
      },
    };
    const { recalledVersions: _none, ...entry } = anEntry({ id: 'a1', codeHash: this.name.repeat(64) });
    const fenced = fencedReleases(slow, registrations, claim);
    const done = updateReleases(fenced, 'a1', (before) => release(before, { entry, percentage: 100 }));
    await done.catch(() => undefined);
  }
}

/** A stack's requests at the same time, in an order that `turns` decides. */
class World {
  readonly releases = new MemoryReleaseStore();
  readonly #waiting: (() => void)[] = [];
  #registration: Registration | undefined;

  readonly registrations = {
    find: async () => this.#registration,
    replace: async (next: Registration) => {
      this.#registration = next;
      return true;
    },
    claim: async (claim: ReturnType<typeof wanting>) => {
      const next = claimRegistration(this.#registration, claim);
      if (next) this.#registration = next;
      return next;
    },
  };

  get last(): string | undefined {
    return this.#registration?.requests.at(-1);
  }

  readonly pause = () => new Promise<void>((resolve) => this.#waiting.push(resolve));

  async play(runs: readonly Run[], turns: readonly number[]): Promise<void> {
    let isOver = false;
    const ended = Promise.all(runs.map((run) => run.all())).then(() => {
      isOver = true;
    });
    for (let turn = 0; !isOver; turn++) {
      const index = (turns[turn % turns.length] ?? 0) % Math.max(1, this.#waiting.length);
      this.#waiting.splice(index, 1)[0]?.();
      await new Promise((resolve) => setImmediate(resolve));
    }
    await ended;
  }
}

describe('requests of one stack at the same time', () => {
  it('leave what the last one wanted, in whatever order they claim, read, look and store', async () => {
    const plays = fc.asyncProperty(
      fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 2, maxLength: 6 }),
      fc.array(fc.nat(5), { minLength: 1, maxLength: 40 }),
      async (names, turns) => {
        const world = new World();

        await world.play(
          names.map((name) => new Run(world, name)),
          turns,
        );

        const stored = await world.releases.find('a1');
        expect(stored?.stable.codeHash).toBe(world.last?.repeat(64));
      },
    );

    await fc.assert(plays, { numRuns: 300 });
  });
});
