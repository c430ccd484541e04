import type { Json } from '../../../core/model/json.ts';

/** A piece of an answer: text, in which $TOKEN stands for what the function was given to see, or bytes. */
export type Part = string | { readonly repeat: string; readonly times: number } | { readonly hex: string };

/** What a function says when it is called. */
export type Speech =
  /** By the runtime, as functions do. */
  | { readonly proper: Json }
  /** Past the runtime, to the byte. */
  | { readonly as: 'response' | 'error'; readonly parts: readonly Part[] }
  /** It ends without a word. */
  | { readonly as: 'silence' };

export interface Speeches {
  readonly first: Speech;
  /** When it is asked for a window of less than a day. @default the same */
  readonly later?: Speech;
}

export const proper = (value: Json): Speech => ({ proper: value });
export const raw = (...parts: readonly Part[]): Speech => ({ as: 'response', parts });
export const rawJson = (value: Json): Speech => raw(JSON.stringify(value));
export const error = (...parts: readonly Part[]): Speech => ({ as: 'error', parts });
