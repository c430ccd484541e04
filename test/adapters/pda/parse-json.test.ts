import * as fc from 'fast-check';
import { parseJson } from '../../../adapters/pda/parse-json.ts';
import { ExactNumber, jsonText } from '../../../core/model/exact-number.ts';
import { numberText } from '../../support/number-texts.ts';

describe('parsing JSON with every digit', () => {
  it('gives every number back as it was written, wherever it stands', () => {
    void fc.assert(
      fc.property(numberText, fc.constantFrom('[1', '{"a":[1', '["1,2.0', '{"1.0":"1e3'), (number, begin) => {
        const texts = [
          number,
          `[${number},${number}]`,
          `{"a":${number},"b":{"c":[${number}]},"d":${JSON.stringify(begin)}}`,
          JSON.stringify(`${begin}, ${number}`),
        ];

        const written = texts.map((text) => jsonText(parseJson(text)));

        expect(written).toEqual(texts);
      }),
      { numRuns: 1000 },
    );
  });

  it('gives what JSON.parse gives, beside numbers that it would change', () => {
    void fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(undefined, 1, '\t'), (value, space) => {
        const text = JSON.stringify([value, 1], undefined, space);
        const slow = `{"value":${text},"exact":1.0}`;

        const [fast, beside] = [parseJson(text), parseJson(slow)];

        expect(jsonText(fast)).toBe(JSON.stringify(JSON.parse(text)));
        expect(jsonText(beside)).toBe(`{"value":${JSON.stringify(JSON.parse(text))},"exact":1.0}`);
      }),
    );
  });

  it.each([
    ['{"a":1,"a":2.0,"b":1.0,"b":3}', '{"a":2.0,"b":3}'],
    ['{"__proto__":{"x":1.0}}', '{"__proto__":{"x":1.0}}'],
    ['[1.0,"\\ud800\\u0000"]', '[1.0,"\\ud800\\u0000"]'],
  ])('reads %s as JSON.parse would', (text, written) => {
    const value = parseJson(text);

    expect(jsonText(value)).toBe(written);
    expect(JSON.stringify(value)).toBe(JSON.stringify(JSON.parse(text)));
  });

  it.each(['[1.0,]', '{"a":1.0', '[01.0]', '1.0 x', '[1.]', '[.50]', '[1.0,+1]', '{"a":1e}'])(
    'refuses %s',
    (text) => {
      expect(() => parseJson(text)).toThrow(SyntaxError);
    },
  );

  it('makes no exact number of one that JavaScript holds', () => {
    const value = parseJson('[1.0,7,51.50735091234567]');

    expect(value).toEqual([new ExactNumber('1.0'), 7, 51.50735091234567]);
  });
});
