type Expecting = 'value' | 'value or ]' | 'key' | 'key or }' | ':' | ', or }' | ', or ]' | 'end';

const SPACE = /[ \t\n\r]*/y;
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const ESCAPE = /["\\/bfnrt]|u[0-9a-fA-F]{4}/y;

/** Offset of the first character with which `text` stops being JSON; its length when the rest is missing. */
export function jsonErrorOffset(text: string): number {
  const open: ('{' | '[')[] = [];
  let expecting: Expecting = 'value';
  let position = matchEnd(SPACE, text, 0) ?? 0;
  while (position < text.length) {
    const end = tokenEnd(text, position);
    const next: Expecting | undefined =
      end === undefined ? undefined : step(open, expecting, text.charAt(position));
    if (end === undefined || next === undefined) return position;
    expecting = next;
    position = matchEnd(SPACE, text, end) ?? end;
  }
  return position;
}

/** How deep arrays and objects lie in each other; cheap, and safe on text that is no JSON. */
export function jsonDepth(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (let position = 0; position < text.length; position += 1) {
    const character = text[position];
    if (character === '"') position = (stringEnd(text, position) ?? text.length) - 1;
    else if (character === '[' || character === '{') deepest = Math.max(deepest, ++depth);
    else if (character === ']' || character === '}') depth -= 1;
  }
  return deepest;
}

/** Changes `open` and returns what must follow the token that begins with `first`, if that token may stand here. */
function step(open: ('{' | '[')[], expecting: Expecting, first: string): Expecting | undefined {
  if (first === '}' || first === ']') {
    if (!expecting.endsWith(first)) return undefined;
    open.pop();
    return afterValue(open);
  }
  if (first === ':') return expecting === ':' ? 'value' : undefined;
  if (first === ',') {
    if (!expecting.startsWith(',')) return undefined;
    return open.at(-1) === '{' ? 'key' : 'value';
  }
  if (expecting.startsWith('key')) return first === '"' ? ':' : undefined;
  if (!expecting.startsWith('value')) return undefined;
  if (first !== '{' && first !== '[') return afterValue(open);
  open.push(first);
  return first === '{' ? 'key or }' : 'value or ]';
}

function afterValue(open: readonly ('{' | '[')[]): Expecting {
  if (open.length === 0) return 'end';
  return open.at(-1) === '{' ? ', or }' : ', or ]';
}

function tokenEnd(text: string, position: number): number | undefined {
  const first = text.charAt(position);
  if ('{}[],:'.includes(first)) return position + 1;
  return first === '"' ? stringEnd(text, position) : matchEnd(SCALAR, text, position);
}

function stringEnd(text: string, start: number): number | undefined {
  for (let position = start + 1; position < text.length; position += 1) {
    const character = text.charAt(position);
    if (character === '"') return position + 1;
    if (character < ' ') return undefined;
    if (character === '\\') {
      const end = matchEnd(ESCAPE, text, position + 1);
      if (end === undefined) return undefined;
      position = end - 1;
    }
  }
  return undefined;
}

function matchEnd(pattern: RegExp, text: string, position: number): number | undefined {
  pattern.lastIndex = position;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}
