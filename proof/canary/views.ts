import { inflateRawSync, inflateSync } from 'node:zlib';
import { squeezed, type ViewName } from './needles.ts';

const ESCAPES = /\\u\{?([0-9a-f]{4,6})\}?|\\x([0-9a-f]{2})|&#x([0-9a-f]{1,6});|&#(\d{1,7});|%([0-9a-f]{2})/gi;

/** Where compressed data begins, and what unpacks it. */
const PACKED: readonly (readonly [Buffer, (bytes: Buffer) => Buffer])[] = [
  // Past its header, which has no optional parts where programs write it; what follows does no harm then.
  [Buffer.from([0x1f, 0x8b, 8, 0]), (bytes) => inflateRawSync(bytes.subarray(10))],
  [Buffer.from([0x78, 0x9c]), (bytes) => inflateSync(bytes)],
  [Buffer.from('PK\u0003\u0004', 'latin1'), unpackZip],
];

/** The texts in which a channel's bytes are searched. */
export function viewsOf(bytes: Buffer): readonly { readonly name: ViewName; readonly text: string }[] {
  return [bytes, ...unpacked(bytes)].flatMap((piece) => {
    const text = piece.toString('latin1');
    // UTF-16 is the same characters with zeros in between, which are squeezed out.
    const texts = ESCAPES.test(text) ? [text, unescaped(text), unescaped(unescaped(text))] : [text];
    ESCAPES.lastIndex = 0;
    return [...new Set(texts)].flatMap((one) => {
      const exact = squeezed(one);
      return [
        { name: 'exact' as const, text: exact },
        { name: 'plain' as const, text: exact.toLowerCase() },
      ];
    });
  });
}

function unescaped(text: string): string {
  return text.replace(ESCAPES, (found, ...groups: (string | undefined)[]) => {
    const [braces, short, entity, decimal, percent] = groups;
    const hex = braces ?? short ?? entity ?? percent;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : found;
  });
}

function unpacked(bytes: Buffer): readonly Buffer[] {
  return PACKED.flatMap(([magic, unpack]) => {
    const pieces: Buffer[] = [];
    for (let at = bytes.indexOf(magic); at >= 0; at = bytes.indexOf(magic, at + 1)) {
      try {
        pieces.push(unpack(bytes.subarray(at)));
      } catch {
        // Other bytes may look like the beginning of something packed.
      }
    }
    return pieces;
  });
}

/** The content of the file at the beginning of a zip. */
function unpackZip(bytes: Buffer): Buffer {
  if (bytes.readUInt16LE(8) !== 8) throw new Error('not deflated');
  return inflateRawSync(bytes.subarray(30 + bytes.readUInt16LE(26) + bytes.readUInt16LE(28)));
}
