import { Buffer } from 'node:buffer';
import { ArraySplitter } from './array-splitter.ts';
import { formatNamed, formatOf, type ListFormat } from './formats/list-formats.ts';
import { parseRecord } from './raw-record.ts';

/** The formats that can be read. */
export type Kind = 'zip' | 'tweets' | 'calendar' | ListFormat['kind'] | 'json-list' | 'json-lines';

/** Shown wherever a file cannot be read. */
export const READABLE = [
  'an X (Twitter) archive: the zip, or data/tweets.js from it',
  'a calendar: .ics, or a zip of them',
  'a Spotify streaming history, short or extended: the zip, its folder, or a file of it',
  "Fitbit's export: the zip, its folder, or a sleep-*.json, exercise-*.json or weight-*.json from it",
  'what "she export" wrote',
  'JSON: a list of records in [ ], or one record a line (.jsonl), with --as NAMESPACE/ENDPOINT',
];

/** Bytes of a file's beginning that tell its kind: a night of Fitbit's, minute by minute, is over 64 kB. */
export const HEAD_BYTES = 256 * 1024;

const UNKNOWN = `is of no kind that can be read. These can: ${READABLE.join('; ')}`;

/**
 * Tells what a file holds from its first bytes; the name only decides where the content leaves it open.
 * @param whole whether `head` is all there is
 */
export function detectKind(
  name: string,
  head: Uint8Array,
  whole: boolean,
): { readonly kind: Kind } | { readonly problem: string } {
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.length);
  if (bytes.toString('latin1', 0, 4) === 'PK\x03\x04') return { kind: 'zip' };
  const start = bytes
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trimStart();
  if (start === '' && whole) return { problem: 'is empty: download it again' };
  if (bytes.includes(0)) {
    const utf16 = /^(\xff\xfe|\xfe\xff)/.test(bytes.toString('latin1', 0, 2));
    return { problem: utf16 ? 'is UTF-16: save it as UTF-8 and import it again' : UNKNOWN };
  }
  if (start.startsWith('window.YTD.')) return archivePart(start);
  if (/^BEGIN:VCALENDAR/i.test(start)) return { kind: 'calendar' };
  if (/\.(jsonl|ndjson)$/i.test(name)) return { kind: 'json-lines' };
  if (start.startsWith('[')) return { kind: listFormat(name, head)?.kind ?? 'json-list' };
  if (start.startsWith('{')) return jsonObject(start, whole);
  return { problem: UNKNOWN };
}

function archivePart(start: string): { readonly kind: Kind } | { readonly problem: string } {
  const part = /^window\.YTD\.(\w+)\.part\d+\s*=/.exec(start)?.[1] ?? 'unknown';
  if (/^tweets?$/.test(part)) return { kind: 'tweets' };
  return { problem: `is the "${part}" part of an X archive: of those, only data/tweets.js can be read` };
}

/** Told by the keys of the first record; by the file's name only when that is too long to be looked at. */
function listFormat(name: string, head: Uint8Array): ListFormat | undefined {
  const [first] = new ArraySplitter().push(head);
  if (!first) return formatNamed(name);
  const parsed = parseRecord(first);
  const isObject = 'value' in parsed && parsed.value !== null && typeof parsed.value === 'object';
  return isObject ? formatOf(Object.keys(parsed.value)) : formatNamed(name);
}

/** One object a line, or one object over many lines? A line too long for the head can only be the former. */
function jsonObject(start: string, whole: boolean): { readonly kind: Kind } | { readonly problem: string } {
  const [firstLine = '', ...others] = start.split('\n', 2);
  if (others.length === 0 && !whole) return { kind: 'json-lines' };
  try {
    JSON.parse(firstLine);
    return { kind: 'json-lines' };
  } catch {
    return { problem: 'begins with a single JSON object: put [ ] around it, or write one record a line' };
  }
}
