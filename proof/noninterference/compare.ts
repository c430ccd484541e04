import type { Kind } from './kinds.ts';
import { ASHA } from './kinds.ts';
import { type Declared, declaredFor } from './observe/declared.ts';
import type { Observation } from './observe/recorder.ts';
import { inTicks } from './private/private-time.ts';

/** Something that one input shows and the other does not, and that nobody has declared. */
export interface Difference {
  /** Which observation, from 0. */
  readonly index: number;
  /** Where in it; empty when it is another observation altogether. */
  readonly place: string;
  readonly why: string;
  readonly one: Observation | undefined;
  readonly other: Observation | undefined;
}

export interface Comparison {
  readonly difference?: Difference | undefined;
  /** Observations that were compared. */
  readonly compared: number;
  /** Declared fields that did differ. */
  readonly differed: ReadonlySet<Declared>;
}

/** Holds two plays against each other: the same but for what is declared. */
export function compare(kind: Kind, one: readonly Observation[], other: readonly Observation[]): Comparison {
  const differed = new Set<Declared>();
  if (kind !== 'free') return walk(kind, [one, other], differed);
  // What is not about her never depends on her, even after her own two stories have parted.
  const isOthers = ({ about }: Observation) => about !== ASHA && about !== 'engine';
  const isRest = (seen: Observation) => !isOthers(seen);
  const first = walk(kind, [one.filter(isOthers), other.filter(isOthers)], differed);
  if (first.difference) return first;
  const second = walk(kind, [one.filter(isRest), other.filter(isRest)], differed);
  return { ...second, compared: first.compared + second.compared };
}

type Sides = readonly [readonly Observation[], readonly Observation[]];

function walk(kind: Kind, [one, other]: Sides, differed: Set<Declared>): Comparison {
  const length = Math.max(one.length, other.length);
  for (let index = 0; index < length; index++) {
    const sides = { index, one: one[index], other: other[index] };
    const seen = look(kind, sides);
    if ('why' in seen) return { difference: { ...sides, ...seen }, compared: index, differed };
    for (const declared of seen.declared) differed.add(declared);
    if (kind === 'free' && seen.declared.some(({ steers }) => steers)) return { compared: index, differed };
  }
  return { compared: length, differed };
}

type Look = { readonly why: string; readonly place: string } | { readonly declared: readonly Declared[] };

const isTime = ({ fact }: Declared): boolean => fact === 'duration';

/** Where functions do not choose how long they take, no time may tell anything; elsewhere nothing but times. */
const MAY_DIFFER: Readonly<Record<Kind, (row: Declared) => boolean>> = {
  contents: () => false,
  signals: (row) => !isTime(row),
  times: isTime,
  free: (row) => row.steers || !isTime(row),
};

const SAME: Look = { declared: [] };

function look(kind: Kind, { one, other }: Pick<Difference, 'one' | 'other'>): Look {
  if (!one || !other) return { place: '', why: 'one play goes on where the other is over' };
  for (const key of ['channel', 'about', 'by', 'at'] as const)
    if (one[key] !== other[key]) return { place: '', why: `they are not the same kind of thing: ${key}` };
  if (one.body === other.body) return SAME;
  if (kind === 'contents' || one.about !== ASHA)
    return { place: placeOf(one, other), why: 'here nothing may differ' };
  const declared: Declared[] = [];
  for (const { place, values } of leaves(JSON.parse(one.body), JSON.parse(other.body), [])) {
    const row = declaredFor(one.channel, place);
    if (!row) return { place: place.join('.'), why: 'the field is not declared' };
    if (!MAY_DIFFER[kind](row)) return { place: place.join('.'), why: `in ${kind} it is the same` };
    if (kind === 'times' && inTicks(values[0]) !== inTicks(values[1]))
      return { place: place.join('.'), why: 'it is another tick' };
    if (!values.every(row.values.allows))
      return { place: place.join('.'), why: `it may be ${row.values.text}` };
    declared.push(row);
  }
  return declared.length > 0 ? { declared } : { place: '', why: 'the same, written in another order' };
}

function placeOf(one: Observation, other: Observation): string {
  const [first] = leaves(JSON.parse(one.body), JSON.parse(other.body), []);
  return first?.place.join('.') ?? '';
}

interface Leaf {
  readonly place: readonly string[];
  readonly values: readonly [unknown, unknown];
}

/** Where two values differ, as deep as both go on. */
function leaves(one: unknown, other: unknown, place: readonly string[]): readonly Leaf[] {
  if (one === other) return [];
  if (!isNode(one) || !isNode(other)) return [{ place, values: [one, other] }];
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].flatMap((name) => leaves(one[name], other[name], [...place, name]));
}

const isNode = (value: unknown): value is { readonly [name: string]: unknown } =>
  typeof value === 'object' && value !== null;
