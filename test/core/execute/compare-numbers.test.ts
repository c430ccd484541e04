import * as fc from 'fast-check';
import { compareNumbers } from '../../../core/execute/compare-numbers.ts';
import { compareJsonb } from '../../../core/execute/jsonb-order.ts';
import { ExactNumber } from '../../../core/model/exact-number.ts';

const exact = (text: string) => new ExactNumber(text);

describe('comparing numbers', () => {
  it('agrees with whole numbers of any length', () => {
    const whole = fc.oneof(fc.bigInt(), fc.bigInt(-20n, 20n));

    void fc.assert(
      fc.property(whole, whole, fc.integer({ min: -50, max: 50 }), (a, b, power) => {
        const [left, right] = [a, b].map((one) => exact(`${one}0.00e${power}`)) as [ExactNumber, ExactNumber];

        const order = Math.sign(compareNumbers(left, right));

        expect(order + 0).toBe(Number(a > b) - Number(a < b));
      }),
    );
  });

  it.each([
    ['1.10', '1.1', 0],
    ['-0', '0.00', 0],
    ['1e3', '999.999', 1],
    ['0.001', '1e-2', -1],
    ['-1e400', '-1e399', -1],
    ['9007199254740993', '9007199254740992', 1],
    ['-0.12', '-0.1', -1],
  ])('puts %s beside %s', (a, b, order) => {
    const sign = Math.sign(compareNumbers(exact(a), exact(b)));

    expect(sign + 0).toBe(order);
  });

  it('takes exact numbers and others together, between texts and booleans', () => {
    const values = [true, exact('9007199254740993'), 9007199254740992, 'a', exact('-1e400'), 0];

    const sorted = [...values].sort(compareJsonb);

    expect(sorted).toEqual(['a', exact('-1e400'), 0, 9007199254740992, exact('9007199254740993'), true]);
  });
});
