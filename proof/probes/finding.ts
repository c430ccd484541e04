export const FAMILIES = ['node', 'python'] as const;
export type Family = (typeof FAMILIES)[number];

/** What a probe came to. */
export interface Finding {
  readonly through: boolean;
  /** A few words on what it met. */
  readonly saw: string;
}
