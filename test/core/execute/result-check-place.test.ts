import { anEntry } from '../../support/builders.ts';
import { aResponse, checked, refusal } from '../../support/function-answers.ts';

const withSubpaths = { scope: { ...anEntry().scope, allowSubpaths: true } };

describe('the place an answer names', () => {
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
    const code = await refusal([aResponse([{ ml: 1 }]), aResponse([{ ml: 2 }], place)]);

    expect(code).toBe('RESULT_OUT_OF_PLACE');
  });

  it('takes a path below where that was registered', async () => {
    const records = await checked(
      [aResponse([1], { endpoint: 'insights/hydration/daily/2024' })],
      withSubpaths,
    );

    expect(records).toMatchObject([{ endpoint: 'coach/insights/hydration/daily/2024' }]);
  });

  it.each(['..', '../bank', 'a//b', '', 'a/', '%2e%2e', 'A', 'a b', 'a\n', '.', 'a\\b', 'a?b=c', 'a#b'])(
    'refuses the path trick %j below it',
    async (path) => {
      const code = await refusal([aResponse([1], { endpoint: `insights/hydration/${path}` })], withSubpaths);

      expect(code).toBe('RESULT_OUT_OF_PLACE');
    },
  );

  it.each(['insights/sleep/daily', 'insights/hydration-secret/daily', 'insights/daily', 'daily'])(
    'refuses %s, which lies below another place',
    async (endpoint) => {
      const code = await refusal([aResponse([1], { endpoint })], withSubpaths);

      expect(code).toBe('RESULT_OUT_OF_PLACE');
    },
  );

  it.each([
    ['a path of 64 characters', [64], undefined],
    ['one of 65', [65], 'RESULT_OUT_OF_PLACE'],
    ['four places', [30, 31, 32, 33], undefined],
    ['five', [30, 31, 32, 33, 34], 'RESULT_OUT_OF_PLACE'],
    ['one place five times', [30, 30, 30, 30, 30], undefined],
  ])('bounds what places below its own can tell: %s', async (_what, lengths, expected) => {
    const answer = lengths.map((length) =>
      aResponse([1], { endpoint: 'insights/hydration/'.padEnd(length, 'a') }),
    );

    const code = await refusal(answer, withSubpaths);

    expect(code).toBe(expected);
  });
});
