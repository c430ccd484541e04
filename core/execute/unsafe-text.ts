import type { Json } from '../model/json.ts';

/**
 * With a scheme, or starting with two slashes; browsers take backslashes for slashes. Of a scheme only its last
 * letter is looked at: a function chooses the text, and must not make the search slow.
 */
const ABSOLUTE_URL =
  /[a-z0-9+.-]:[\\/]{2}|\b(?:https?|ftp|wss?):\S|(?:^|[^a-z0-9:\\/])[\\/]{2,}(?:[^\s\\/]|\ufeff)/i;
const ACTIVE_SCHEME = /\b(?:javascript|vbscript):|\b(?:blob|file):\S|\bdata:\s*(?:[a-z]+\/|[;,])/i;
const HTML = /<[a-z!/?]|&(?:#\d|#x[0-9a-f]|[a-z]+;)/i;

/** Browsers leave these out of addresses: some anywhere, the others at the beginning. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const LEFT_OUT = /[\u0000-\u001f]/g;

/** Whether showing a text could make a browser call out: an absolute URL, or anything HTML would act on. */
export function isUnsafeText(text: string): boolean {
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
