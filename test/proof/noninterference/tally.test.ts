import type { PairOutcome } from '../../../proof/noninterference/pair.ts';
import { Tally } from '../../../proof/noninterference/tally.ts';

const pair: PairOutcome = {
  ...{ seed: 1, kind: 'contents', scenario: 'calm', isApart: true, runs: 10, compared: 500 },
  ...{ channels: ['log'], differed: [] },
};

describe('what was played', () => {
  it('counts when functions were given different records and much was seen', () => {
    const tally = new Tally();
    tally.add(pair);

    expect(tally.doubts).toEqual([]);
  });

  it.each([
    ['functions were given the same', { isApart: false }, 'contents: functions were given the same records'],
    ['no function was called', { runs: 0 }, 'contents: hardly any function was called'],
    ['nothing was observed', { compared: 0 }, 'contents: hardly anything was observed'],
  ])('shows nothing when %s', (_why, change, doubt) => {
    const tally = new Tally();
    tally.add({ ...pair, ...change });

    expect(tally.doubts).toEqual([expect.stringContaining(doubt)]);
  });

  it('shows too little when, in many pairs, a channel was silent or a declared field never differed', () => {
    const tally = new Tally();
    for (let seed = 0; seed < 800; seed++) tally.add({ ...pair, seed });

    expect(tally.doubts).toContain('nothing was seen on the channel "event bus"');
    expect(tally.doubts).toContain(
      '"execution table: recordsIn" is declared, and never differed: it need not be',
    );
  });
});
