import fc from 'fast-check';
import { ArraySplitter } from '../../../local/import/array-splitter.ts';
import { parseRecord, type RawRecord } from '../../../local/import/raw-record.ts';

function split(text: string | Uint8Array, chunkSize = 64): RawRecord[] {
  const bytes = Buffer.from(text);
  const splitter = new ArraySplitter();
  const starts = Array.from({ length: Math.ceil(bytes.length / chunkSize) }, (_, index) => index * chunkSize);
  const records = starts.flatMap((start) => splitter.push(bytes.subarray(start, start + chunkSize)));
  return [...records, ...splitter.end()];
}

describe('ArraySplitter', () => {
  it('gives what JSON.parse gives, however the bytes arrive', () => {
    const anyList = fc.array(fc.jsonValue({ maxDepth: 4 }));
    const anySpace = fc.constantFrom(0, 1, 4);

    const property = fc.property(anyList, anySpace, fc.integer({ min: 1, max: 40 }), (list, space, size) => {
      const text = JSON.stringify(list, null, space);
      const values = split(text, size).map((raw) => parseRecord(raw));
      expect(values).toEqual(JSON.parse(text).map((value: unknown) => ({ value })));
    });

    fc.assert(property);
  });

  it('knows on which line each element begins', () => {
    const text = 'window.YTD.x.part0 = [\n  1,\n\n  {"a":\n 2},\r\n\t"x", [3]]';

    const records = split(text, 3);

    expect(records.map(({ index, line }) => [index, line])).toEqual([
      [1, 2],
      [2, 4],
      [3, 6],
      [4, 6],
    ]);
  });

  it('reads on after an element with a bracket too many', () => {
    const records = split('[{"a":1}}, {"b":2}, oops], ignored');

    expect(records.map((raw) => parseRecord(raw))).toEqual([
      { problem: 'is not valid JSON' },
      { value: { b: 2 } },
      { problem: 'is not valid JSON' },
    ]);
  });

  it('says when the file ends in the middle of an element', () => {
    const records = split('[1,\n{"a": "unfinished');

    expect(records.at(-1)).toMatchObject({ index: 2, line: 2, cut: true });
  });

  it('lets go of an element that is too large and reads on', () => {
    const records = split(`["${'x'.repeat(7_000_000)}", 2]`, 65_536);

    expect(records.map((raw) => parseRecord(raw))).toEqual([
      { problem: 'is larger than 6.25 MB: shorten or split it' },
      { value: 2 },
    ]);
  });

  it('spoils one element only where bytes are not UTF-8', () => {
    const records = split(Buffer.from('["caf\xe9", "tea"]', 'latin1'));

    expect(records.map((raw) => parseRecord(raw))).toEqual([
      { problem: 'is not UTF-8: save the file as UTF-8 and import it again' },
      { value: 'tea' },
    ]);
  });
});
