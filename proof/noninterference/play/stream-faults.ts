import type { Call, Faults, Verdict } from '../../simulator/faults/faults.ts';
import type { Profile } from '../../simulator/faults/profile.ts';
import { RandomFaults } from '../../simulator/faults/random-faults.ts';
import type { ProcessNames } from './process-names.ts';
import type { Streams } from './streams.ts';

/** The simulator's faults, each call's drawn from a stream of its own: by process, kind of call, and how many before. */
export class StreamFaults implements Faults {
  readonly #streams: Streams;
  readonly #names: ProcessNames;
  readonly #profile: Profile;

  constructor(streams: Streams, names: ProcessNames, profile: Profile) {
    this.#streams = streams;
    this.#names = names;
    this.#profile = profile;
  }

  judge(call: Call, by: string): Verdict {
    const random = this.#streams.next(`fault ${this.#names.of(by)} ${call.kind}`);
    return new RandomFaults(random, this.#profile).judge(call);
  }
}
