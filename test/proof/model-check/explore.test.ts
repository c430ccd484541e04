import { bounds } from '../../../proof/model-check/bounds.ts';
import { type Bound, explore } from '../../../proof/model-check/explore.ts';

const names = bounds().map(({ name }) => name);
const bound = (name: string): Bound => {
  const found = bounds().find((candidate) => candidate.name === name);
  if (!found) throw new Error(`There is no bound ${name}.`);
  return found;
};

describe('exploring the model', () => {
  it.each(names)('finds no violation in the first steps of: %s', (name) => {
    const explored = explore({ ...bound(name), steps: 3 });

    expect(explored.violation).toBeUndefined();
    expect(explored.states).toBeGreaterThan(10);
  });

  it('counts each state once, whichever PDA or function it is about', () => {
    const [alike, apart] = [bound('2 PDAs × 2 functions, untouched'), { orders: [[0, 1]] }];

    const merged = explore({ ...alike, steps: 2 });
    const plain = explore({ ...alike, ...apart, steps: 2 });

    expect(merged.states).toBeLessThan(plain.states);
  });

  it('stops where nothing new is found', () => {
    const only = bound('1 × 1, one record, owner and crashes');
    const without = new Set([...(only.without ?? []), 'claim', 'disable'] as const);

    const explored = explore({ ...only, without });

    expect(explored.isWhole).toBe(true);
    expect(explored.states).toBe(1);
  });
});
