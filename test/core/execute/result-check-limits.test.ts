import type { Json } from '../../../core/model/json.ts';
import { uuid } from '../../support/builders.ts';
import { aResponse, refusal } from '../../support/function-answers.ts';

const SIX_MB = 6 * 1024 * 1024;

/** As `depth` arrays in one another; parsed, since nobody could write it down. */
const nested = (depth: number): Json => JSON.parse('['.repeat(depth) + ']'.repeat(depth));

describe('the size of an answer', () => {
  it('takes the most records there may be, and not one more', async () => {
    const codes = await Promise.all(
      [10_000, 10_001].map((count) => refusal([aResponse(Array(count).fill(1))])),
    );

    expect(codes).toEqual([undefined, 'RESULT_TOO_LARGE']);
  });

  it('counts records over all responses', async () => {
    const half = aResponse(Array(5_001).fill(1));

    const code = await refusal([half, half]);

    expect(code).toBe('RESULT_TOO_LARGE');
  });

  it('takes the most links there may be, and not one more, over all responses', async () => {
    const linked = (records: number, links: number) =>
      aResponse(Array(records).fill(1), { linkedRecords: Array(links).fill(uuid(1)) });

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
      [0, 1].map((more) => refusal([aResponse(['x'.repeat(SIX_MB - brackets + more)])])),
    );

    expect(codes).toEqual([undefined, 'RESULT_TOO_LARGE']);
  });

  it('counts bytes, not letters', async () => {
    const code = await refusal([aResponse(['é'.repeat(SIX_MB / 2)])]);

    expect(code).toBe('RESULT_TOO_LARGE');
  });

  it.each([
    [32, undefined],
    [33, undefined],
    [34, 'RESULT_TOO_LARGE'],
    [100_000, 'RESULT_TOO_LARGE'],
  ])('of a record %d levels deep says %s', async (depth, expected) => {
    const code = await refusal([aResponse([nested(depth)])]);

    expect(code).toBe(expected);
  });

  it.each([
    ['the answer itself', nested(100_000)],
    ['a response', [nested(100_000)]],
    ['a field it does not know', [aResponse([], { extra: nested(100_000) })]],
    ['objects', JSON.parse(`${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`)],
  ])('is not brought down by endless depth in %s', async (_where, answer) => {
    const code = await refusal(answer);

    expect(code).toBe('RESULT_TOO_LARGE');
  });
});
