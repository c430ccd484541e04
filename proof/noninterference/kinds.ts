/**
 * What differs between the two plays of a pair: one person's records, and what functions do about it.
 *
 * - `contents`: other contents of the same number and size; functions do what they would do anyway.
 * - `signals`: anything about the records; functions tell what they saw by every lever but those that decide
 *   what happens next: how a call ends, and when.
 * - `times`: contents as in `contents`; functions choose by what they saw how long they take, within a tick.
 * - `free`: anything about the records; functions use every lever.
 */
export const KINDS = ['contents', 'signals', 'times', 'free'] as const;
export type Kind = (typeof KINDS)[number];

export type Side = 'one' | 'other';

/** Whose records differ. */
export const ASHA = 'asha.example';
/** The other person, whose records are the same in both plays. */
export const BEN = 'ben.example';
export const PEOPLE = [ASHA, BEN] as const;
