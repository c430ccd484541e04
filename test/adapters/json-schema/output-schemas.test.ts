import { AjvOutputSchemas } from '../../../adapters/json-schema/output-schemas.ts';
import type { Json } from '../../../core/model/json.ts';

const schemas = new AjvOutputSchemas();
const check = async (schema: Json, ...records: Json[]) => {
  const { valid, freeTexts } = await schemas.check(schema, records);
  return { valid, freeTexts: [...freeTexts].toSorted() };
};
const object = (
  properties: { readonly [key: string]: Json },
  change: { readonly [key: string]: Json } = {},
): Json => ({
  type: 'object',
  properties,
  ...change,
});
const plain = { type: 'string', contentMediaType: 'text/plain' };
const link = { type: 'string', format: 'uri' };

describe('AjvOutputSchemas', () => {
  it.each<[string, Json, Json[]]>([
    ['all match', object({ a: { type: 'integer' } }), [{ a: 1 }, {}]],
    ['there is nothing to judge', object({}), []],
    [
      'a local definition is referred to',
      object({ a: { $ref: '#/definitions/n' } }, { definitions: { n: { type: 'integer' } } }),
      [{ a: 1 }],
    ],
    [
      'the schema refers to itself',
      object({ child: { $ref: '#' } }, { additionalProperties: false }),
      [{ child: { child: {} } }],
    ],
    [
      'the schema has an id',
      object(
        { a: { $ref: '#/definitions/n' } },
        { $id: 'https://coach.example/record', definitions: { n: { type: 'integer' } } },
      ),
      [{ a: 1 }],
    ],
    [
      'the schema names its dialect',
      object({}, { $schema: 'http://json-schema.org/draft-07/schema#' }),
      [{}],
    ],
    ['anything goes', true, [1, null]],
  ])('is satisfied when %s', async (_when, schema, records) => {
    const { valid } = await check(schema, ...records);

    expect(valid).toBe(true);
  });

  it.each<[string, Json, Json[]]>([
    ['one of many does not match', object({ a: { type: 'integer' } }), [{ a: 1 }, { a: 'x' }]],
    ['a number stands in a text', object({ a: { type: 'integer' } }), [{ a: '1' }]],
    [
      'a definition is not matched',
      object({ a: { $ref: '#/definitions/n' } }, { definitions: { n: { type: 'integer' } } }),
      [{ a: 'x' }],
    ],
    [
      'a child does not match',
      object({ child: { $ref: '#' } }, { additionalProperties: false }),
      [{ child: { secret: 1 } }],
    ],
    ['a link is none', object({ a: link }), [{ a: 'no link' }]],
    ['a date is none', object({ a: { type: 'string', format: 'date-time' } }), [{ a: 'yesterday' }]],
    ['nothing goes', false, [1]],
  ])('is not when %s', async (_when, schema, records) => {
    const { valid } = await check(schema, ...records);

    expect(valid).toBe(false);
  });

  it.each<[string, Json, Json]>([
    ['a pattern', { type: 'string', pattern: '^(a+)+$' }, `${'a'.repeat(40)}!`],
    ['uniqueness', { uniqueItems: true }, Array.from({ length: 60_000 }, (_, index) => ({ index }))],
  ])('gives up on %s that takes for ever, and goes on with the next', async (_what, schema, record) => {
    const impatient = new AjvOutputSchemas(3_000);

    const verdicts = await Promise.all([
      impatient.check(schema, [record]),
      impatient.check({ type: 'integer' }, [1]),
    ]);

    expect(verdicts.map(({ valid }) => valid)).toEqual([false, true]);
  });

  it('judges records with a member named __proto__', async () => {
    const { valid } = await check(object({}, { additionalProperties: false }), JSON.parse('{"__proto__":1}'));

    expect(valid).toBe(false);
  });

  it('compares with the values that a schema names, whatever they look like', async () => {
    const { valid } = await check({ const: { format: 'uri' } }, { format: 'uri' });

    expect(valid).toBe(true);
  });

  it.each<[string, Json]>([
    ['is asynchronous', { $async: true, type: 'integer' }],
    ['declares a text in a branch', { anyOf: [{ ...plain, minLength: 9 }, true] }],
  ])('is satisfied by nothing when the schema %s', async (_what, schema) => {
    const { valid, freeTexts } = await check(schema, 'x');

    expect({ valid, freeTexts }).toEqual({ valid: false, freeTexts: [] });
  });

  it('changes no record: neither defaults nor types', async () => {
    const record = { a: '1' };

    await check(object({ a: { type: 'string' }, b: { default: 2 } }), record);

    expect(record).toEqual({ a: '1' });
  });

  it.each<[string, Json, Json[], string[]]>([
    ['free texts', object({ a: plain, b: { type: 'string' } }), [{ a: 'x', b: 'y' }], ['/0/a']],
    [
      'texts that may be HTML',
      object({ a: { type: 'string', contentMediaType: 'text/html' } }),
      [{ a: 'x' }],
      ['/0/a'],
    ],
    [
      'links',
      object({ a: link, b: { type: 'string', format: 'uri-reference' } }),
      [{ a: 'https://a.example', b: '/x' }],
      ['/0/a', '/0/b'],
    ],
    ['every record', plain, ['x', 'y'], ['/0', '/1']],
    [
      'elements of lists',
      object({ a: { type: 'array', items: plain } }),
      [{ a: ['x', 'y'] }],
      ['/0/a/0', '/0/a/1'],
    ],
    [
      'names with slashes',
      object({}, { additionalProperties: plain }),
      [{ 'she/insights~': 'x' }],
      ['/0/she~1insights~0'],
    ],
    [
      'definitions',
      object({ a: { $ref: '#/definitions/t' } }, { definitions: { t: plain } }),
      [{ a: 'x' }],
      ['/0/a'],
    ],
    [
      'the branch that applies',
      object({}, { dependencies: { a: { properties: { a: plain } } } }),
      [{ a: 'x' }],
      ['/0/a'],
    ],
    [
      'nothing of another type',
      object({ a: { type: 'string', contentMediaType: 'image/png' } }),
      [{ a: 'x' }],
      [],
    ],
    [
      'nothing of another format',
      object({ a: { type: 'string', format: 'email' } }),
      [{ a: 'a@b.example' }],
      [],
    ],
    ['nothing that is not there', object({ a: plain }), [{}], []],
  ])('tells the pointers of %s', async (_what, schema, records, pointers) => {
    const { freeTexts } = await check(schema, ...records);

    expect(freeTexts).toEqual(pointers);
  });

  it('keeps what it found for one answer apart from the next', async () => {
    const first = await schemas.check(plain, ['x', 'y']);
    const second = await schemas.check(plain, ['x']);

    expect([[...first.freeTexts], [...second.freeTexts]]).toEqual([['/0', '/1'], ['/0']]);
  });
});
