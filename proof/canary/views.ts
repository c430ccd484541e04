import { inflateRawSync } from 'node:zlib';
import { squeezed, type ViewName } from './needles.ts';

const ESCAPES = /\\u\{?([0-9a-f]{4,6})\}?|\\x([0-9a-f]{2})|&#x([0-9a-f]{1,6});|&#(\d{1,7});|%([0-9a-f]{2})/gi;

/** What colours words on a terminal, or moves its cursor; what is printed here has lost the first character of it. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it is about
const SEQUENCE = /(?:\u001b\[|\u009b|\u00c2\u009b)[0-?]*[ -/]*[@-~]|\[\d{1,3}(?:;\d{1,3})*m/g;
/** A run of characters long enough to be something packed, in hex or base64. */
const ENCODED = /[a-z0-9+/_-]{24,}/gi;

/** Where compressed data begins, and what unpacks it. */
const PACKED: readonly (readonly [Buffer, (bytes: Buffer) => Buffer])[] = [
  // Past its header, which has no optional parts where programs write it; what follows does no harm then.
  [Buffer.from([0x1f, 0x8b, 8, 0]), (bytes) => inflateRawSync(bytes.subarray(10))],
  // zlib's header tells how hard it tried.
  ...[0x01, 0x5e, 0x9c, 0xda].map(
    (level) => [Buffer.from([0x78, level]), (bytes: Buffer) => inflateRawSync(bytes.subarray(2))] as const,
  ),
  [Buffer.from('PK\u0003\u0004', 'latin1'), unpackZip],
];

/** The texts in which a channel's bytes are searched. */
export function viewsOf(bytes: Buffer): readonly { readonly name: ViewName; readonly text: string }[] {
  const all = [bytes, ...decoded(bytes)];
  return [bytes, ...all.flatMap(unpacked)].flatMap((piece) =>
    textsOf(piece.toString('latin1')).flatMap((one) => {
      const exact = squeezed(one);
      return [
        { name: 'exact' as const, text: exact },
        { name: 'plain' as const, text: exact.toLowerCase() },
      ];
    }),
  );
}

/** UTF-16 is the same characters with zeros in between, which are squeezed out later. */
function textsOf(text: string): readonly string[] {
  const isEscaped = text.search(ESCAPES) >= 0;
  const read = isEscaped ? [text, unescaped(text), unescaped(unescaped(text))] : [text];
  return [...new Set([...read, ...read.map((one) => one.replace(SEQUENCE, ''))])];
}

function unescaped(text: string): string {
  return text.replace(ESCAPES, (found, ...groups: (string | undefined)[]) => {
    const [braces, short, entity, decimal, percent] = groups;
    const hex = braces ?? short ?? entity ?? percent;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : found;
  });
}

/** What is written in it in hex or base64. */
function decoded(bytes: Buffer): readonly Buffer[] {
  const runs = bytes.toString('latin1').match(ENCODED) ?? [];
  return runs.map((run) => Buffer.from(run, /^(?:[0-9a-f]{2})+$/i.test(run) ? 'hex' : 'base64'));
}

function unpacked(bytes: Buffer): readonly Buffer[] {
  const marked = PACKED.flatMap(([magic, unpack]) => {
    const pieces: Buffer[] = [];
    for (let at = bytes.indexOf(magic); at >= 0; at = bytes.indexOf(magic, at + 1))
      pieces.push(...attempted(unpack, bytes.subarray(at)));
    return pieces;
  });
  // Without any mark it may be anywhere; to look at the beginning costs little.
  return [...marked, ...attempted((all) => inflateRawSync(all), bytes)];
}

/** Nothing when it is not packed: other bytes may look like the beginning of something that is. */
function attempted(unpack: (bytes: Buffer) => Buffer, bytes: Buffer): readonly Buffer[] {
  try {
    return [unpack(bytes)];
  } catch {
    return [];
  }
}

/** The content of the file at the beginning of a zip. */
function unpackZip(bytes: Buffer): Buffer {
  if (bytes.readUInt16LE(8) !== 8) throw new Error('not deflated');
  return inflateRawSync(bytes.subarray(30 + bytes.readUInt16LE(26) + bytes.readUInt16LE(28)));
}
