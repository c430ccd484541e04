import type { Random } from '../../../local/sample/random.ts';
import type { Profile } from '../../simulator/faults/profile.ts';
import { BEN, type Kind, PEOPLE } from '../kinds.ts';
import { FEEDS, FUNCTIONS } from './registered.ts';
import type { Streams } from './streams.ts';

/** Something that happens, the same in both plays. */
export type Act =
  | { readonly kind: 'save'; readonly pda: string; readonly feed: string; readonly count: number }
  | { readonly kind: 'ask'; readonly pda: string; readonly path: string }
  | { readonly kind: 'deploy' | 'recall'; readonly functionId: string }
  /** Every process dies, and an engine that knows to be the only one starts. */
  | { readonly kind: 'restart' };

export interface Step {
  readonly acts: readonly Act[];
  /** Passes then. */
  readonly forMs: number;
}

const MINUTE_MS = 60_000;
const [FEWEST, MOST] = [3, 7];
const MOST_RECORDS_AT_ONCE = 4;
/** Long enough for a few tries of what failed last. */
const END_MS = 20 * MINUTE_MS;

/** What people, their functions' registry and the machine do in a pair, decided before either play. */
export function scriptOf(streams: Streams, kind: Kind, profile: Profile): readonly Step[] {
  const random = streams.of('script');
  const enabled = PEOPLE.flatMap((pda) => FUNCTIONS.map(({ id }) => ask(pda, `/function/${id}/enable`)));
  const steps = Array.from({ length: random.between(FEWEST, MOST) }, () => {
    const acts = [...saves(random), ...decisions(random, profile), ...machine(random, kind, profile)];
    return { acts, forMs: random.pick([2_000, 20_000, 2 * MINUTE_MS, 20 * MINUTE_MS]) };
  });
  const looks = [ask(BEN, '/function'), ask(BEN, '/execution')];
  return [
    { acts: enabled, forMs: MINUTE_MS },
    ...steps,
    { acts: [], forMs: END_MS },
    { acts: looks, forMs: MINUTE_MS },
  ];
}

const ask = (pda: string, path: string): Act => ({ kind: 'ask', pda, path });

function saves(random: Random): readonly Act[] {
  return PEOPLE.filter(() => random.chance(0.7)).map((pda) => {
    const count = random.between(1, MOST_RECORDS_AT_ONCE);
    return { kind: 'save', pda, feed: random.pick(FEEDS), count };
  });
}

function decisions(random: Random, profile: Profile): readonly Act[] {
  const acts: Act[] = [];
  const path = () => `/function/${random.pick(FUNCTIONS).id}`;
  if (random.chance(0.5))
    acts.push(ask(random.pick(PEOPLE), `${path()}/trigger?useAll=${random.chance(0.4)}`));
  if (random.chance(0.3)) acts.push(ask(BEN, random.pick(['/function', '/execution', path()])));
  if (!random.chance(profile.owner)) return acts;
  return [...acts, ask(random.pick(PEOPLE), `${path()}/${random.pick(['enable', 'disable'])}`)];
}

function machine(random: Random, kind: Kind, profile: Profile): readonly Act[] {
  const acts: Act[] = [];
  const functionId = random.pick(FUNCTIONS).id;
  if (random.chance(profile.versions / 2)) acts.push({ kind: random.pick(['deploy', 'recall']), functionId });
  // How long a start takes depends on everybody's unserved work: by then the two plays of a free pair may differ.
  if (profile.crash > 0 && random.chance(0.05) && kind !== 'free') acts.push({ kind: 'restart' });
  return acts;
}
