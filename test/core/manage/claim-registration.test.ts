import fc from 'fast-check';
import { MemoryReleaseStore } from '../../../adapters/memory/release-store.ts';
import { claimRegistration, fencedReleases } from '../../../core/manage/claim-registration.ts';
import { releaseAll } from '../../../core/manage/release-all.ts';
import type { FunctionReleases } from '../../../core/model/function-releases.ts';
import type { Registration } from '../../../core/model/registration.ts';
import { anEntry, NOW } from '../../support/builders.ts';

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

interface Request {
  readonly requestId: string;
  /** A hexadecimal digit: which code of the function; absent, the stack deploys it no more. */
  readonly code?: string | undefined;
}

/** One request, a step at a time: claim, then find, look and store until that is done. */
class Run {
  readonly #world: World;
  readonly #request: Request;

  constructor(world: World, request: Request) {
    this.#world = world;
    this.#request = request;
  }

  async all(): Promise<void> {
    const { registrations, releases, pause } = this.#world;
    const { requestId, code } = this.#request;
    const claim = wanting(requestId, ...(code ? ['a1'] : []));
    await pause();
    const registration = registrations.claim(claim);
    if (!registration) return;
    this.#world.wanted.set(requestId, code);
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
    const { recalledVersions: _none, ...entry } = anEntry({ id: 'a1', codeHash: (code ?? '').repeat(64) });
    const done = releaseAll(fencedReleases(slow, registrations, claim), {
      releases: code ? [{ entry, percentage: 100, registeredBy: 'S' }] : [],
      withdrawn: code ? [] : registration.functions,
      ...{ registeredBy: 'S', now: NOW },
    });
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
    claim: (claim: ReturnType<typeof wanting>) => {
      const next = claimRegistration(this.#registration, claim);
      if (next) this.#registration = next;
      return next;
    },
  };

  readonly wanted = new Map<string, string | undefined>();

  /** Code that the last request wanted. */
  get last(): string | undefined {
    return this.wanted.get(this.#registration?.requests.at(-1) ?? '');
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
    const codes = fc.array(fc.constantFrom('a', 'b', undefined), { minLength: 2, maxLength: 5 });
    const plays = fc.asyncProperty(
      codes,
      fc.array(fc.nat(5), { minLength: 1, maxLength: 40 }),
      async (wanted, turns) => {
        const world = new World();
        const runs = wanted.map((code, index) => new Run(world, { requestId: `request-${index}`, code }));

        await world.play(runs, turns);

        const stored = await world.releases.find('a1');
        const given = stored?.withdrawnAt === undefined ? stored?.stable.codeHash : undefined;
        expect(given).toBe(world.last?.repeat(64));
      },
    );

    await fc.assert(plays, { numRuns: 300 });
  });
});
