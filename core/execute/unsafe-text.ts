import type { Json } from '../model/json.ts';

/**
 * With a scheme, or starting with two slashes; browsers take backslashes for slashes. Of a scheme only its last
 * letter is looked at: a function chooses the text, and must not make the search slow.
 */
const ABSOLUTE_URL =
  /[a-z0-9+.-]:[\\/]{2}|\b(?:https?|ftp|wss?):\S|(?:^|[^a-z0-9:\\/])[\\/]{2,}(?:[^\s\\/]|\ufeff)/i;
const ACTIVE_SCHEME = /\b(?:javascript|vbscript):|\b(?:blob|file):\S|\bdata:\s*(?:[a-z]+\/|[;,])/i;
const HTML = /<[a-z!/?]|&(?:#\d|#x[0-9a-f]|[a-z]+;)/i;

/**
 * Steers a terminal, overrides the direction of what follows, or is no character at all, which many stores refuse.
 * Tabs and line ends are text, and so are the marks of direction (U+200E, U+200F, U+061C): Arabic and Hebrew need
 * them, and they turn nothing round but what is neutral beside them.
 */
const NOT_TEXT =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\p{Surrogate}]/u;

/**
 * Cannot be seen, and no language needs it: a text could hide another in it. What joins or parts letters (U+200C,
 * U+200D) is needed; tag characters are in flags, which begin with a black flag and end with a cancel tag.
 */
const INVISIBLE = /[\u200b\u2060\ufeff]|[\u{e0000}-\u{e007f}]/u;
const FLAG = /\u{1f3f4}[\u{e0030}-\u{e0039}\u{e0061}-\u{e007a}]{1,6}\u{e007f}/gu;

/** Browsers leave these out of addresses. */
const LEFT_OUT = /[\t\n\r]/g;

/**
 * Whether showing a text could do more than show it: an absolute URL, anything HTML would act on, or characters that
 * act on a terminal or on the text around them.
 */
export function isUnsafeText(text: string): boolean {
  if (NOT_TEXT.test(text) || INVISIBLE.test(text.replace(FLAG, ''))) return true;
  return HTML.test(text) || isAddress(text) || isAddress(text.replace(LEFT_OUT, ''));
}

const isAddress = (text: string): boolean => ABSOLUTE_URL.test(text) || ACTIVE_SCHEME.test(text);

/** Whether any text in `value` is unsafe, keys included, except at the JSON pointers in `allowed`. */
export function holdsUnsafeText(value: Json, allowed: ReadonlySet<string>, pointer = ''): boolean {
  if (typeof value === 'string') return !allowed.has(pointer) && isUnsafeText(value);
  // Lists for themselves: the keys of objects are searched too, and a million indexes would take seconds.
  if (Array.isArray(value)) {
    return value.some((item, index) => holdsUnsafeText(item, allowed, `${pointer}/${index}`));
  }
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(
    ([key, item]) => isUnsafeText(key) || holdsUnsafeText(item, allowed, `${pointer}/${escaped(key)}`),
  );
}

const escaped = (key: string) => key.replaceAll('~', '~0').replaceAll('/', '~1');
