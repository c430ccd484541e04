import type { Json } from '../../../core/model/json.ts';
import { type Canary, newToken } from '../tokens.ts';

/**
 * Who has canaries. Functions see those of alice, bob and carol; carol's PDA quotes her data in its errors. Those of
 * mallory are in what is sent to the engine from outside, and in items of its tables that somebody has spoilt.
 */
type PersonName = 'alice' | 'bob' | 'carol' | 'mallory';

export const PASSWORD = 'demo';

export interface Person {
  readonly name: PersonName;
  readonly pda: string;
  readonly user: string;
  readonly tokens: readonly string[];
}

const TOKENS = 8;

export type People = Readonly<Record<PersonName, Person>>;

/** @param users what their PDAs are called */
export function makePeople(users: 'by their names' | 'by canaries'): People {
  const make = (name: PersonName): Person => {
    const user = users === 'by canaries' ? newToken() : name;
    return { name, user, pda: `${user}.localhost`, tokens: Array.from({ length: TOKENS }, newToken) };
  };
  return { alice: make('alice'), bob: make('bob'), carol: make('carol'), mallory: make('mallory') };
}

export function canariesOf(people: People): readonly Canary[] {
  return Object.values(people).flatMap(({ name: person, user, tokens }): Canary[] => [
    ...(user === person ? [] : [{ person, kind: 'name', token: user } as const]),
    ...tokens.map((token) => ({ person, kind: 'data', token }) as const),
  ]);
}

/** Records of a diary, with tokens as values, in lists, within sentences and as names of fields. */
export function diaryOf({ tokens }: Person): readonly Json[] {
  const [a = '', b = '', c = '', ...rest] = tokens;
  return [
    { text: a, note: `It is ${b}, and nobody knows.` },
    { [c]: { deep: [1, c] }, mood: 'fine' },
    ...rest.map((token, index) => ({ text: token, day: index })),
  ];
}
