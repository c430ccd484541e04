import type { Json } from '../../../core/model/json.ts';
import { outputSchemaFault } from '../../../core/model/output-schema.ts';

const text = { type: 'string', contentMediaType: 'text/plain' };
const link = { type: 'string', format: 'uri-reference' };

describe('outputSchemaFault', () => {
  it.each<[string, Json, string]>([
    ['$async', { $async: true }, '$async'],
    ['$async deep down', { properties: { a: { items: [{ $async: false }] } } }, '$async'],
    ['a free text in anyOf', { anyOf: [text, true] }, 'anyOf'],
    ['a link in oneOf', { properties: { a: { oneOf: [{ properties: { b: link } }] } } }, 'oneOf'],
    ['a free text in not', { not: text }, 'not'],
    ['a free text in if', { if: { properties: { a: text } }, else: {} }, 'if'],
    ['a free text in contains', { contains: text }, 'contains'],
    ['a free text referred to', { anyOf: [{ $ref: '#/definitions/t' }], definitions: { t: text } }, '$ref'],
    ['a reference into a value', { $ref: '#/const', const: { anyOf: [text] } }, '$ref "#/const"'],
    ['an escaped reference', { $ref: '#/definitions/a/%63onst' }, '$ref'],
    ['a property named like a keyword', { properties: { const: { $async: true } } }, '$async'],
  ])('finds %s', (_what, schema, expected) => {
    const fault = outputSchemaFault(schema);

    expect(fault).toContain(expected);
  });

  it.each<[string, Json]>([
    ['free texts and links', { properties: { a: text, b: link }, allOf: [{ properties: { c: text } }] }],
    ['what applies on a condition', { if: { required: ['a'] }, else: { properties: { a: text } } }],
    ['branches without declarations', { anyOf: [{ type: 'null' }, { $ref: '#' }] }],
    ['values that look like schemas', { enum: [{ $async: true }, { anyOf: [text] }] }],
    ['properties named like keywords', { properties: { $async: true, anyOf: text, $ref: true } }],
    ['local definitions', { $ref: '#/definitions/t', definitions: { t: text } }],
    ['true', true],
  ])('has nothing against %s', (_what, schema) => {
    const fault = outputSchemaFault(schema);

    expect(fault).toBeUndefined();
  });
});
