/** How often an exact number was rounded by `JSON.stringify`: what tells `jsonText` that there was one. */
let rounded = 0;

/**
 * A number in a person's data that a JavaScript number would not give back as it was written: too long, too large,
 * too small, or with zeros at its end. It is a scalar, although JavaScript calls it an object.
 */
export class ExactNumber {
  /** A JSON number. */
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  /** The nearest number, for readers that know nothing of it; `jsonText` keeps every digit. */
  toJSON(): number {
    rounded += 1;
    return Number(this.text);
  }
}

/** As `JSON.stringify`, with every digit of exact numbers. */
export function jsonText(value: unknown): string {
  const before = rounded;
  const text = JSON.stringify(value);
  return rounded === before ? text : (exactText(value) as string);
}

/** Several times slower. @returns undefined for what JSON has no text for */
function exactText(value: unknown): string | undefined {
  if (value instanceof ExactNumber) return value.text;
  if (Array.isArray(value)) return `[${value.map((item) => exactText(item) ?? 'null').join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).flatMap(([key, member]) => {
    const text = exactText(member);
    return text === undefined ? [] : [`${JSON.stringify(key)}:${text}`];
  });
  return `{${members.join(',')}}`;
}
