import type { Json } from '../../../core/model/json.ts';
import type { Day, Life } from '../day.ts';
import type { Random } from '../random.ts';

/** A record and when it came to be. */
export interface Dated {
  readonly at: Date;
  readonly data: Json;
}

/** Makes up one day of a feed. */
export type Feed = (day: Day, random: Random, life: Life) => readonly Dated[];

/** The numbers up to `count`, each by itself a thing to make. */
export function times<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: Math.max(0, count) }, (_, index) => make(index));
}

/** Minutes after midnight, most likely in one of the given stretches of the day. */
export function minuteIn(random: Random, stretches: readonly (readonly [number, number])[]): number {
  const [from, to] = random.pick(stretches);
  return random.between(from * 60, to * 60 - 1) + random.between(0, 59) / 60;
}

/** `alice` as a name: `Alice`. */
export function nameOf({ person }: Life): string {
  return person.charAt(0).toUpperCase() + person.slice(1);
}
