import { isDeepStrictEqual } from 'node:util';
import type { Json } from '../../../core/model/json.ts';
import { SEALED } from '../../prove/claims/functions.ts';
import type { Resource } from '../../prove/model/model.ts';
import type { Fact, Group } from './fact.ts';
import { policyFacts } from './grants.ts';

/** A fact about the resource whose property is read, unless it says otherwise. */
export type Said = Pick<Fact, 'kind' | 'says'> & Partial<Fact>;

/** What it means for the seal and the data that a resource of a type is there, and what its properties say. */
export interface Kind {
  readonly group: Group;
  /** Properties that neither open nor guard anything, whatever they say. */
  readonly plain: readonly string[] | 'all';
  /** What the others say; also asked where one is absent. A property on neither list counts as an opening. */
  readonly reads?: Readonly<Record<string, (value: Json | undefined, resource: Resource) => readonly Said[]>>;
  /** Guards by being there, just as it is. */
  readonly protects?: string;
  /** Must outlive what replaces it, which may be taken back. */
  readonly outlives?: true;
  /** Whatever it holds is lost or left behind with it. */
  readonly isStore?: boolean;
}

export const opening = (says: string): Said => ({ kind: 'opening', says });

/** @param amount how strong it is */
export const guard = (says: string, amount?: number): Said => ({ kind: 'guard', says, amount });

/** Whole, since facts are compared by what they say. */
export const inWords = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));

/** Harmless with this value only. */
export const unless = (harmless: Json, says: string) => (value: Json | undefined) =>
  isDeepStrictEqual(value, harmless) ? [] : [opening(says)];

/** A guard as it is set, and an opening where it is not. */
export const guardsBy = (says: string, without: string) => (value: Json | undefined) =>
  value === undefined ? [opening(without)] : [guard(`${says} ${inWords(value)}`)];

/** A guard that is stronger the less it lets through, and an opening where it is not set. */
export const atMost = (says: string, without: string) => (value: Json | undefined) =>
  value === undefined ? [opening(without)] : [guard(says, -Number(value))];

/** An opening as it is set, harmless where it is not. */
export const opensTo = (says: string) => (value: Json | undefined) =>
  value === undefined ? [] : [opening(`${says} ${inWords(value)}`)];

/** Statements on who may use the resource. */
export const policy = (value: Json | undefined, { key }: Resource) => policyFacts(value, key);

/** Whether tags say so to the policies over the account. */
export const isSealed = (tags: Json | undefined) =>
  Array.isArray(tags) && tags.some((tag) => isDeepStrictEqual(tag, SEALED));

/** One of the values within another. */
export function part(value: Json | undefined, name: string): Json | undefined {
  return typeof value === 'object' && value !== null ? (value as Record<string, Json>)[name] : undefined;
}
