import { AjvOutputSchemas } from '../../../adapters/json-schema/output-schemas.ts';
import { ExecutionFailure } from '../../../core/errors.ts';
import { checkResult } from '../../../core/execute/result-check.ts';
import type { CatalogueEntry } from '../../../core/model/catalogue-entry.ts';
import type { ErrorCode } from '../../../core/model/error-code.ts';
import type { Json } from '../../../core/model/json.ts';
import { anEntry, uuid } from '../../support/builders.ts';

const schemas = new AjvOutputSchemas();
const SIX_MB = 6 * 1024 * 1024;

const response = (data: readonly Json[], place: { [key: string]: Json } = {}): Json => ({
  namespace: 'coach',
  endpoint: 'insights/hydration',
  data,
  linkedRecords: [],
  ...place,
});
const check = (answer: Json, entry: Partial<CatalogueEntry> = {}) =>
  checkResult(answer, anEntry(entry), schemas);
const withSubpaths = { scope: { ...anEntry().scope, allowSubpaths: true } };

/** The code an answer is refused with. */
async function refusal(answer: Json, entry: Partial<CatalogueEntry> = {}): Promise<ErrorCode | undefined> {
  try {
    await check(answer, entry);
  } catch (error) {
    if (error instanceof ExecutionFailure) return error.code;
    throw error;
  }
  return undefined;
}

/** As `depth` arrays in one another; parsed, since nobody could write it down. */
const nested = (depth: number): Json => JSON.parse('['.repeat(depth) + ']'.repeat(depth));

describe('checkResult', () => {
  it('places each record, and links it to what it was made of', async () => {
    const records = await check([
      response([{ ml: 1 }, 'two'], { linkedRecords: [uuid(1)] }),
      response([]),
      response([null]),
    ]);

    expect(records).toEqual([
      { endpoint: 'coach/insights/hydration', data: { ml: 1 }, linkedRecords: [uuid(1)] },
      { endpoint: 'coach/insights/hydration', data: 'two', linkedRecords: [uuid(1)] },
      { endpoint: 'coach/insights/hydration', data: null, linkedRecords: [] },
    ]);
  });

  it('keeps equal records apart, since two of them may be meant', async () => {
    const records = await check([response([{ ml: 1 }, { ml: 1 }]), response([{ ml: 1 }])]);

    expect(records).toHaveLength(3);
  });

  it('takes an answer that has nothing to save', async () => {
    const records = await check([]);

    expect(records).toEqual([]);
  });

  it.each<[string, Json]>([
    ['null', null],
    ['a text', 'done'],
    ['a number', 1],
    ['a lone response', response([])],
    ['a list of texts', ['done']],
    ['no namespace', [{ endpoint: 'insights/hydration', data: [], linkedRecords: [] }]],
    ['no linkedRecords', [{ namespace: 'coach', endpoint: 'insights/hydration', data: [] }]],
    ['a namespace that is a number', [response([], { namespace: 1 })]],
    ['a namespace that is a list', [response([], { namespace: ['coach'] })]],
    ['data that is no list', [response([], { data: { ml: 1 } })]],
    ['data that is null', [response([], { data: null })]],
    ['linked records that are none', [response([], { linkedRecords: ['../../etc/passwd'] })]],
    ['an error in place of an answer', { errorMessage: 'no', errorType: 'Error' }],
    ['a proxy reply', { statusCode: 200, body: '[]' }],
  ])('refuses %s', async (_what, answer) => {
    const code = await refusal(answer);

    expect(code).toBe('RESULT_INVALID');
  });

  it.each([
    ['another namespace', { namespace: 'bank' }],
    ['an empty namespace', { namespace: '' }],
    ['a namespace with a path in it', { namespace: 'coach/insights', endpoint: 'hydration' }],
    ['another endpoint', { endpoint: 'insights/sleep' }],
    ['an endpoint that only begins alike', { endpoint: 'insights/hydration-secret' }],
    ['the endpoint above', { endpoint: 'insights' }],
    ['a path below', { endpoint: 'insights/hydration/daily' }],
    ['a slash at the end', { endpoint: 'insights/hydration/' }],
    ['two dots', { endpoint: 'insights/hydration/../../bank' }],
    ['encoded dots', { endpoint: 'insights/hydration/%2e%2e/bank' }],
    ['capitals', { endpoint: 'Insights/Hydration' }],
    ['a line break', { endpoint: 'insights/hydration\n' }],
    ['a query', { endpoint: 'insights/hydration?skipErrors=true' }],
    ['a Cyrillic letter', { namespace: 'соach' }],
  ])('refuses all of an answer with %s', async (_what, place) => {
    const code = await refusal([response([{ ml: 1 }]), response([{ ml: 2 }], place)]);

    expect(code).toBe('RESULT_OUT_OF_PLACE');
  });

  it('takes a path below where that was registered', async () => {
    const records = await check([response([1], { endpoint: 'insights/hydration/daily/2024' })], withSubpaths);

    expect(records).toMatchObject([{ endpoint: 'coach/insights/hydration/daily/2024' }]);
  });

  it.each(['..', '../bank', 'a//b', '', 'a/', '%2e%2e', 'A', 'a b', 'a\n', '.', 'a\\b', 'a?b=c', 'a#b'])(
    'refuses the path trick %j below it',
    async (path) => {
      const code = await refusal([response([1], { endpoint: `insights/hydration/${path}` })], withSubpaths);

      expect(code).toBe('RESULT_OUT_OF_PLACE');
    },
  );

  it('takes the most records there may be, and not one more', async () => {
    const codes = await Promise.all(
      [10_000, 10_001].map((count) => refusal([response(Array(count).fill(1))])),
    );

    expect(codes).toEqual([undefined, 'RESULT_TOO_LARGE']);
  });

  it('counts records over all responses', async () => {
    const half = response(Array(5_001).fill(1));

    const code = await refusal([half, half]);

    expect(code).toBe('RESULT_TOO_LARGE');
  });

  it('takes the most links there may be, and not one more, over all responses', async () => {
    const linked = (records: number, links: number) =>
      response(Array(records).fill(1), { linkedRecords: Array(links).fill(uuid(1)) });

    const codes = await Promise.all(
      [0, 1].map((more) => refusal([linked(99, 1_000), linked(1_000 + more, 1)])),
    );

    expect(codes).toEqual([undefined, 'RESULT_TOO_LARGE']);
  });

  it('refuses a million values before it looks at any', async () => {
    const code = await refusal(Array(1_000_000).fill(0));

    expect(code).toBe('RESULT_TOO_LARGE');
  });

  it('takes six megabytes, and not one byte more', async () => {
    const brackets = '[""]'.length;

    const codes = await Promise.all(
      [0, 1].map((more) => refusal([response(['x'.repeat(SIX_MB - brackets + more)])])),
    );

    expect(codes).toEqual([undefined, 'RESULT_TOO_LARGE']);
  });

  it('counts bytes, not letters', async () => {
    const code = await refusal([response(['é'.repeat(SIX_MB / 2)])]);

    expect(code).toBe('RESULT_TOO_LARGE');
  });

  it.each([
    [32, undefined],
    [33, undefined],
    [34, 'RESULT_TOO_LARGE'],
    [100_000, 'RESULT_TOO_LARGE'],
  ])('of a record %d levels deep says %s', async (depth, expected) => {
    const code = await refusal([response([nested(depth)])]);

    expect(code).toBe(expected);
  });

  it.each([
    ['the answer itself', nested(100_000)],
    ['a response', [nested(100_000)]],
    ['a field it does not know', [response([], { extra: nested(100_000) })]],
    ['objects', JSON.parse(`${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`)],
  ])('is not brought down by endless depth in %s', async (_where, answer) => {
    const code = await refusal(answer);

    expect(code).toBe('RESULT_TOO_LARGE');
  });

  it.each([
    [
      'in an answer',
      '[{"__proto__":{"polluted":true},"namespace":"coach","endpoint":"insights/hydration","data":[1],"linkedRecords":[]}]',
    ],
    [
      'in a record',
      '[{"namespace":"coach","endpoint":"insights/hydration","data":[{"__proto__":{"polluted":true},"ml":1}],"linkedRecords":[]}]',
    ],
    [
      'deep down',
      '[{"namespace":"coach","endpoint":"insights/hydration","data":[{"a":[{"constructor":{"prototype":{"polluted":true}}}]}],"linkedRecords":[]}]',
    ],
  ])('changes no object of the engine for a prototype %s', async (_where, text) => {
    const records = await check(JSON.parse(text));

    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    expect(records).toHaveLength(1);
    expect(Object.getPrototypeOf(Object(records[0]?.data)).polluted).toBeUndefined();
  });

  it('does not read a place from a prototype', async () => {
    const answer = JSON.parse(
      '[{"__proto__":{"namespace":"coach","endpoint":"insights/hydration","data":[],"linkedRecords":[]}}]',
    );

    const code = await refusal(answer);

    expect(code).toBe('RESULT_INVALID');
  });

  it('judges the last of duplicate keys, which is what it would write', async () => {
    const answer = JSON.parse(
      '[{"namespace":"coach","namespace":"bank","endpoint":"insights/hydration","data":[1],"linkedRecords":[]}]',
    );

    const code = await refusal(answer);

    expect(code).toBe('RESULT_OUT_OF_PLACE');
  });

  it('gives no heed to what an answer says about the function itself', async () => {
    const records = await check([
      response([1], { enabled: true, status: { available: true }, limits: { timeout: 900 } }),
    ]);

    expect(records).toEqual([{ endpoint: 'coach/insights/hydration', data: 1, linkedRecords: [] }]);
  });
});

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
    const records = await check([response([{ text: 'a' }, { text: 'b' }])], { outputSchema });

    expect(records).toHaveLength(2);
  });

  it.each<[string, Json]>([
    ['a missing field', {}],
    ['another type', { text: 1 }],
    ['a field more', { text: 'a', secret: 'b' }],
    ['no object', 'a'],
    ['a link that is none', { text: 'a', link: 'no link' }],
  ])('refuses all of an answer for one record with %s', async (_what, record) => {
    const code = await refusal([response([{ text: 'a' }, record])], { outputSchema });

    expect(code).toBe('RESULT_SCHEMA');
  });

  it('lets addresses stand where the schema declares them', async () => {
    const record = { text: 'see <b>https://example.org</b>', link: 'https://example.org/a' };

    const code = await refusal([response([{ text: 'a' }, record])], { outputSchema });

    expect(code).toBeUndefined();
  });

  it('refuses them elsewhere in the same record', async () => {
    const code = await refusal([response([{ text: 'fine', title: 'https://example.org' }])], {
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
  ])('refuses all of an answer for %s', async (_what, record) => {
    const code = await refusal([response([{ ml: 1 }]), response([record])]);

    expect(code).toBe('RESULT_UNSAFE_TEXT');
  });

  it('takes colours for terminals, which no browser acts on', async () => {
    const records = await check([response(['\u001b[31mred\u001b[0m'])]);

    expect(records).toHaveLength(1);
  });
});

describe('the error of a refused answer', () => {
  it('quotes nothing of it', async () => {
    const refused = check([response([{ text: 'https://SECRET.example' }])]);

    await expect(refused).rejects.toThrow(new ExecutionFailure('RESULT_UNSAFE_TEXT'));
    await expect(refused).rejects.not.toThrow(/SECRET/);
  });
});
