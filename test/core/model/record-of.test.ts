import * as z from 'zod/mini';
import { recordOf } from '../../../core/model/record-of.ts';

describe('recordOf', () => {
  const schema = recordOf(z.object({ n: z.number() }));

  it('reads values under any names, __proto__ included, in their order', () => {
    const text = '{"b":{"n":1},"__proto__":{"n":2},"a":{"n":3}}';

    const read = schema.parse(JSON.parse(text));

    expect(JSON.stringify(read)).toBe(text);
  });

  it('names each value that will not do, and what would', () => {
    const read = schema.safeParse({ a: { n: 'x' }, b: { n: 1 }, c: null });

    expect(read.error?.issues.map(({ path, message }) => [path, message])).toEqual([
      [['a', 'n'], 'Invalid input: expected number, received string'],
      [['c'], 'Invalid input: expected object, received null'],
    ]);
  });

  it.each([[[]], [null], [undefined], ['text'], [1]])('refuses %j', (value) => {
    const read = schema.safeParse(value);

    expect(read.success).toBe(false);
  });
});
