import { entryFor } from '../../../core/manage/release.ts';
import type { FunctionReleases } from '../../../core/model/function-releases.ts';
import type { FunctionCatalogue } from '../../../core/ports.ts';

interface Moment {
  readonly at: number;
  /** By function id. */
  readonly releases: ReadonlyMap<string, FunctionReleases>;
}

/** What was released at any time: a process may know it later than it is decided. */
export class KnownReleases {
  readonly #moments: Moment[] = [];

  note(releases: FunctionReleases, at: Date): void {
    const before = this.#moments.at(-1)?.releases ?? [];
    const now = new Map([...before, [releases.functionId, releases] as const]);
    this.#moments.push({ at: at.getTime(), releases: now });
  }

  /** The catalogue of a process that knows everything so much later. */
  catalogueOf(now: () => Date, lateByMs: number): FunctionCatalogue {
    const known = () => this.#asOf(now().getTime() - lateByMs);
    return {
      all: async (pda) => [...known().values()].flatMap((releases) => entryFor(releases, pda) ?? []),
      find: async (functionId, pda) => {
        const releases = known().get(functionId);
        return releases && entryFor(releases, pda);
      },
    };
  }

  /** The first moment also stands for the time before it, in which nobody looked. */
  #asOf(time: number): Moment['releases'] {
    const moment = this.#moments.findLast(({ at }) => at <= time) ?? this.#moments[0];
    return moment?.releases ?? new Map();
  }
}
