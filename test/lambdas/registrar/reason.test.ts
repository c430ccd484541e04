import { reasonOf } from '../../../lambdas/registrar/reason.ts';

/** What CloudFormation takes, without the rest of the answer. */
const ROOM = 3_000;
const bytes = (reason: string) => Buffer.byteLength(JSON.stringify(reason));

describe('the reason of a failed deployment', () => {
  it('is every problem in a line of its own', () => {
    const reason = reasonOf(['Function a: one', 'Function b: two']);

    expect(reason).toBe('Function a: one\nFunction b: two');
  });

  it('names every function of the fullest stack, and fits into an answer', () => {
    const problems = Array.from(
      { length: 82 },
      (_, index) => `Function step-counter-${index}: ${'x'.repeat(500)}`,
    );

    const reason = reasonOf(problems);

    expect(bytes(reason)).toBeLessThanOrEqual(ROOM + 2);
    for (const index of problems.keys()) expect(reason).toContain(`Function step-counter-${index}:`);
  });

  it('cuts the longest alone', () => {
    const short = 'Function a: its feed has no path';

    const [first, second] = reasonOf([short, `Function b: ${'x'.repeat(9_000)}`]).split('\n');

    expect(first).toBe(short);
    expect(second).toMatch(/^Function b: x{2800,}…$/);
  });

  it.each([
    ['quotation marks', '"'],
    ['control characters', '\u0001'],
    ['emojis', '👩‍👩‍👧'],
    ['halves of characters', '\ud800'],
  ])('fits with %s, which take more room than they show', (_what, character) => {
    const reason = reasonOf([
      `Function a: ${character.repeat(4_000)}`,
      `Function b: ${character.repeat(4_000)}`,
    ]);

    expect(bytes(reason)).toBeLessThanOrEqual(ROOM + 2);
    expect(reason).toContain('Function b: ');
  });
});
