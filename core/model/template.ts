import * as z from 'zod/mini';
import { isJsonObject, type Json } from './json.ts';

const PLACEHOLDER = /\{\{([^{}]*)\}\}/g;

/** Characters of a filled text; what is beyond is cut off. */
const LONGEST_TEXT = 4_000;

/** Where a value lies in a record's data, as dotted names: `counters.twitter/tweets`; `0` is an array's first. */
export const dataPathSchema = z
  .string()
  .check(z.maxLength(200), z.regex(/^[^.{}]+(\.[^.{}]+)*$/, 'must be names with single "." between'));

/** A text with placeholders, `{{dotted.path}}` each. */
export const templateSchema = z
  .string()
  .check(
    z.minLength(1),
    z.maxLength(1_000),
    z.refine(isTemplate, 'must have its placeholders as {{dotted.path}}, and no other double braces'),
  );

function isTemplate(text: string): boolean {
  const paths = [...text.matchAll(PLACEHOLDER)].map(([, path]) => path);
  const rest = text.replaceAll(PLACEHOLDER, '');
  return !/\{\{|\}\}/.test(rest) && paths.every((path) => dataPathSchema.safeParse(path).success);
}

/**
 * The text with the record's values in it: texts as they are, numbers and truth values as JSON writes them. A value
 * is never looked at again, whatever it says.
 *
 * @returns undefined when the record has no such value for one of the placeholders, or nothing is in the text
 */
export function filled(template: string, data: Json): string | undefined {
  let isWhole = true;
  const text = template.replace(PLACEHOLDER, (_placeholder, path: string) => {
    const value = textAt(data, path);
    if (value === undefined) isWhole = false;
    return value ?? '';
  });
  return isWhole && text !== '' ? shortened(text) : undefined;
}

/** The value at a dotted path. */
export function valueAt(data: Json, path: string): Json | undefined {
  return path.split('.').reduce<Json | undefined>(valueIn, data);
}

function valueIn(holder: Json | undefined, name: string): Json | undefined {
  if (!(isJsonObject(holder) || Array.isArray(holder)) || !Object.hasOwn(holder, name)) return undefined;
  if (Array.isArray(holder) && !/^\d+$/.test(name)) return undefined;
  return (holder as Readonly<Record<string, Json>>)[name];
}

function textAt(data: Json, path: string): string | undefined {
  const value = valueAt(data, path);
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined;
}

/** Never ends with half of a character. */
function shortened(text: string): string {
  if (text.length <= LONGEST_TEXT) return text;
  return `${text.slice(0, LONGEST_TEXT - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
