/** Something in a template that is not as it must be. */
export interface Finding {
  readonly stack: string;
  /** Of the resource; a section's name, such as `Conditions`, where it is about no resource. */
  readonly logicalId: string;
  /** Dotted, from the resource's properties. */
  readonly path: string;
  readonly found: string;
  readonly expected: string;
}

const LONGEST = 160;

/** A value of a template as text, cut where it would fill the screen. */
export function shown(value: unknown): string {
  const text = value === undefined ? 'nothing' : typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)} …` : text;
}
