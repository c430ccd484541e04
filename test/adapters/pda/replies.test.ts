import * as z from 'zod/mini';
import { parsed } from '../../../adapters/pda/replies.ts';
import { jsonText } from '../../../core/model/exact-number.ts';
import { jsonSchema } from '../../../core/model/json.ts';

describe('replies of PDAs', () => {
  it('are read with every digit of their numbers', () => {
    const text = '{"rows":[{"id":1234567890123456789,"price":1.10,"n":7}]}';

    const read = parsed(z.object({ rows: z.array(jsonSchema) }), { status: 200, text });

    expect(jsonText(read)).toBe(text);
  });
});
