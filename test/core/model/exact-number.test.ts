import { ExactNumber, jsonText } from '../../../core/model/exact-number.ts';
import { isJsonObject, jsonBytes, jsonSchema } from '../../../core/model/json.ts';

const LONG = '12345678901234567890.10';
const value = { a: [new ExactNumber(LONG), 'ü"', null, undefined], b: { c: true, d: undefined }, e: {} };

describe('an exact number', () => {
  it('is written with every digit, beside what JSON.stringify writes', () => {
    const text = jsonText(value);

    expect(text).toBe(`{"a":[${LONG},"ü\\"",null,null],"b":{"c":true},"e":{}}`);
  });

  it('is the nearest number to who writes JSON otherwise', () => {
    const text = JSON.stringify([new ExactNumber(LONG)]);

    expect(text).toBe('[12345678901234567000]');
  });

  it('counts with all its bytes', () => {
    const bytes = jsonBytes([new ExactNumber(LONG)]);

    expect(bytes).toBe(LONG.length + 2);
  });

  it('is a value of JSON, and no object', () => {
    const read = jsonSchema.safeParse({ a: [new ExactNumber(LONG)] });

    expect(read.data).toEqual({ a: [new ExactNumber(LONG)] });
    expect(isJsonObject(new ExactNumber(LONG))).toBe(false);
  });
});
