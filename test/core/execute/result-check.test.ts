import { ExecutionFailure } from '../../../core/errors.ts';
import type { Json } from '../../../core/model/json.ts';
import { uuid } from '../../support/builders.ts';
import { aResponse, checked, refusal } from '../../support/function-answers.ts';

describe('checkResult', () => {
  it('places each record, and links it to what it was made of', async () => {
    const records = await checked([
      aResponse([{ ml: 1 }, 'two'], { linkedRecords: [uuid(1)] }),
      aResponse([]),
      aResponse([null]),
    ]);

    expect(records).toEqual([
      { endpoint: 'coach/insights/hydration', data: { ml: 1 }, linkedRecords: [uuid(1)] },
      { endpoint: 'coach/insights/hydration', data: 'two', linkedRecords: [uuid(1)] },
      { endpoint: 'coach/insights/hydration', data: null, linkedRecords: [] },
    ]);
  });

  it('keeps equal records apart, since two of them may be meant', async () => {
    const records = await checked([aResponse([{ ml: 1 }, { ml: 1 }]), aResponse([{ ml: 1 }])]);

    expect(records).toHaveLength(3);
  });

  it('takes an answer that has nothing to save', async () => {
    const records = await checked([]);

    expect(records).toEqual([]);
  });

  it.each<[string, Json]>([
    ['null', null],
    ['a text', 'done'],
    ['a number', 1],
    ['a lone response', aResponse([])],
    ['a list of texts', ['done']],
    ['no namespace', [{ endpoint: 'insights/hydration', data: [], linkedRecords: [] }]],
    ['no linkedRecords', [{ namespace: 'coach', endpoint: 'insights/hydration', data: [] }]],
    ['a namespace that is a number', [aResponse([], { namespace: 1 })]],
    ['a namespace that is a list', [aResponse([], { namespace: ['coach'] })]],
    ['data that is no list', [aResponse([], { data: { ml: 1 } })]],
    ['data that is null', [aResponse([], { data: null })]],
    ['linked records that are none', [aResponse([], { linkedRecords: ['../../etc/passwd'] })]],
    ['an error in place of an answer', { errorMessage: 'no', errorType: 'Error' }],
    ['a proxy reply', { statusCode: 200, body: '[]' }],
  ])('refuses %s', async (_what, answer) => {
    const code = await refusal(answer);

    expect(code).toBe('RESULT_INVALID');
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
    const records = await checked(JSON.parse(text));

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
    const records = await checked([
      aResponse([1], { enabled: true, status: { available: true }, limits: { timeout: 900 } }),
    ]);

    expect(records).toEqual([{ endpoint: 'coach/insights/hydration', data: 1, linkedRecords: [] }]);
  });
});

describe('the error of a refused answer', () => {
  it('quotes nothing of it', async () => {
    const refused = checked([aResponse([{ text: 'https://SECRET.example' }])]);

    await expect(refused).rejects.toThrow(new ExecutionFailure('RESULT_UNSAFE_TEXT'));
    await expect(refused).rejects.not.toThrow(/SECRET/);
  });
});
