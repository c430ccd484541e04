import { randomInt } from 'node:crypto';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const ALPHABET = `${LETTERS}0123456789`;
const LENGTH = 24;

/** A text that can be nowhere by chance, and whose it is. */
export interface Canary {
  readonly person: string;
  /** Data of a person, or what their PDA is called. */
  readonly kind: 'data' | 'name';
  /** Lower-case letters and digits, a letter first: it passes for a name, an endpoint or an error's name. */
  readonly token: string;
}

/** A new token: 123 random bits. */
export function newToken(): string {
  const rest = Array.from({ length: LENGTH - 1 }, () => ALPHABET[randomInt(ALPHABET.length)]);
  return `${LETTERS[randomInt(LETTERS.length)]}${rest.join('')}`;
}

/** As much of a token as may be told: enough to know it by, and no more. */
export function nameOf({ person, kind, token }: Canary): string {
  return `${kind} of ${person} (${token.slice(0, 4)}…)`;
}
