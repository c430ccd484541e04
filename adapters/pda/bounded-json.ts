/**
 * Values of every kind that are taken at once, those that hold others among them, and empty ones counted twice; each costs
 * time, which is everybody's.
 */
const MOST_VALUES = 500_000;

/** Levels of arrays and objects: the 200 that the embedded PDA stores, and what its answers lay around them. */
const DEEPEST = 210;

const [QUOTE, COMMA, BACKSLASH] = [0x22, 0x2c, 0x5c];
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d];

export type JsonBounds = 'within' | 'too many values' | 'too deep';

/**
 * Whether a text may be parsed, and walked by recursion, without holding up whatever else the process does. One pass
 * over the characters, that stops where it is too much; safe on text that is no JSON.
 */
export function jsonBounds(text: string): JsonBounds {
  let values = 1;
  let depth = 0;
  for (let position = 0; position < text.length; position += 1) {
    switch (text.charCodeAt(position)) {
      case QUOTE:
        position = stringEnd(text, position);
        break;
      case OPEN_LIST:
      case OPEN_OBJECT:
        values += 1;
        depth += 1;
        if (depth > DEEPEST) return 'too deep';
        break;
      case CLOSE_LIST:
      case CLOSE_OBJECT:
        depth -= 1;
        break;
      case COMMA:
        values += 1;
    }
    if (values > MOST_VALUES) return 'too many values';
  }
  return 'within';
}

/** Where the string ends that begins at `start`. */
function stringEnd(text: string, start: number): number {
  for (let position = start + 1; position < text.length; position += 1) {
    const character = text.charCodeAt(position);
    if (character === QUOTE) return position;
    if (character === BACKSLASH) position += 1;
  }
  return text.length;
}
