import * as fc from 'fast-check';

const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 1, maxLength: 40 });
const whole = digits.map((text) => text.replace(/^0+(?=\d)/, ''));
const exponent = fc.oneof(fc.integer({ min: -40, max: 40 }), fc.integer({ min: -16_300, max: 131_000 }));

/** Numbers as JSON writes them, of any length and size that PostgreSQL can hold. */
export const numberText = fc
  .tuple(
    fc.constantFrom('', '-'),
    whole,
    fc.option(digits, { nil: undefined }),
    fc.option(fc.tuple(fc.constantFrom('e', 'E', 'e+'), exponent), { nil: undefined }),
  )
  .map(([minus, before, after, power]) => {
    const fraction = after === undefined ? '' : `.${after}`;
    return `${minus}${before}${fraction}${power === undefined ? '' : exponentText(...power)}`;
  });

function exponentText(sign: string, size: number): string {
  return `${size < 0 ? 'e' : sign}${size}`;
}

/** The same number as PostgreSQL writes it: without exponent, with the zeros at its end, -0 as 0. */
export function asStored(text: string): string {
  const [, minus, before = '', after = '', power = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text) ?? [];
  const scale = after.length - Number(power);
  const all = (before + after + '0'.repeat(Math.max(0, -scale))).padStart(scale + 1, '0');
  const point = all.length - Math.max(0, scale);
  const number = all.slice(0, point).replace(/^0+(?=\d)/, '') + (scale > 0 ? `.${all.slice(point)}` : '');
  return /[1-9]/.test(number) ? minus + number : number;
}
