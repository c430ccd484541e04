import fc from 'fast-check';
import { jsonDepth, jsonErrorOffset } from '../../../../local/pda/routes/json-place.ts';

describe('jsonErrorOffset', () => {
  it.each<[string, number]>([
    ['', 0],
    ['  ', 2],
    ['{"a":1', 6],
    ['{"a" 1}', 5],
    ['{"a":1,}', 7],
    ['{a:1}', 1],
    ['[1,,2]', 3],
    ['[1 2]', 3],
    ['[1]]', 3],
    ['{"a":1]', 6],
    ['nul', 0],
    ['[01]', 2],
    ['["tab\there"]', 1],
    ['["bad \\x escape"]', 1],
    ['["no end]', 1],
  ])('of %j is %d', (text, expected) => {
    const offset = jsonErrorOffset(text);

    expect(offset).toBe(expected);
  });

  it('is the length for whatever JSON.stringify writes', () => {
    const property = fc.property(fc.jsonValue(), fc.nat(4), (value, indent) => {
      const text = JSON.stringify(value, null, indent);
      return jsonErrorOffset(text) === text.length;
    });

    expect(() => fc.assert(property)).not.toThrow();
  });
});

describe('jsonDepth', () => {
  it.each<[string, number]>([
    ['1', 0],
    ['[[],{}]', 2],
    ['["[[[\\"[["]', 1],
    ['{"a":[{"b":1}]}', 3],
    ['["no end [[', 1],
  ])('of %j is %d', (text, expected) => {
    const depth = jsonDepth(text);

    expect(depth).toBe(expected);
  });

  it('survives a million brackets', () => {
    const depth = jsonDepth('['.repeat(1_000_000));

    expect(depth).toBe(1_000_000);
  });
});
