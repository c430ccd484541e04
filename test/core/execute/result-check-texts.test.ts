import type { Json } from '../../../core/model/json.ts';
import { aResponse, checked, refusal } from '../../support/function-answers.ts';

describe('checkResult with an outputSchema', () => {
  const outputSchema: Json = {
    type: 'object',
    required: ['text'],
    additionalProperties: false,
    properties: {
      text: { type: 'string', contentMediaType: 'text/plain' },
      link: { type: 'string', format: 'uri' },
      title: { type: 'string' },
    },
  };

  it('takes records that match', async () => {
    const records = await checked([aResponse([{ text: 'a' }, { text: 'b' }])], { outputSchema });

    expect(records).toHaveLength(2);
  });

  it.each<[string, Json]>([
    ['a missing field', {}],
    ['another type', { text: 1 }],
    ['a field more', { text: 'a', secret: 'b' }],
    ['no object', 'a'],
    ['a link that is none', { text: 'a', link: 'no link' }],
  ])('refuses all of an answer for one record with %s', async (_what, record) => {
    const code = await refusal([aResponse([{ text: 'a' }, record])], { outputSchema });

    expect(code).toBe('RESULT_SCHEMA');
  });

  it('lets addresses stand where the schema declares them', async () => {
    const record = { text: 'see <b>https://example.org</b>', link: 'https://example.org/a' };

    const code = await refusal([aResponse([{ text: 'a' }, record])], { outputSchema });

    expect(code).toBeUndefined();
  });

  it('refuses them elsewhere in the same record', async () => {
    const code = await refusal([aResponse([{ text: 'fine', title: 'https://example.org' }])], {
      outputSchema,
    });

    expect(code).toBe('RESULT_UNSAFE_TEXT');
  });
});

describe('checkResult without an outputSchema', () => {
  it.each<[string, Json]>([
    ['an address', 'https://evil.example/?q=secret'],
    ['markup', { a: ['<img src=x onerror=alert(1)>'] }],
    ['an address for a key', { 'https://evil.example': 1 }],
    ['what steers a terminal', { a: ['\u001b[31mred\u001b[0m'] }],
  ])('refuses all of an answer for %s', async (_what, record) => {
    const code = await refusal([aResponse([{ ml: 1 }]), aResponse([record])]);

    expect(code).toBe('RESULT_UNSAFE_TEXT');
  });
});
