import { type Measured, median, missed, part, type Synthesis, table } from '../../../bench/synth/figures.ts';

/** A synthesis that takes so many seconds. */
function taking(seconds: number): Synthesis {
  return { wallMs: seconds * 1000, cpuMs: seconds * 2000, peakBytes: 200e6, outBytes: 5e6 };
}

function measured(functions: number, ours: number[], obvious: number[]): Measured {
  return { functions, ours: ours.map(taking), obvious: obvious.map(taking) };
}

describe('what synthesis takes', () => {
  it('is the middle of all rounds', () => {
    expect([median([3, 1, 2]), median([4, 1, 2, 3])]).toEqual([2, 2]);
  });

  it('is a part of what the obvious way took in the same round, since a busy round slows down both', () => {
    const share = part(measured(1000, [1, 10, 2], [4, 40, 8]), 'wallMs');

    expect(share).toBe(0.25);
  });

  it.each([
    ['a third, and below three seconds', [2], [6], true, []],
    ['more than a third', [2], [5], true, ["1,000 functions take 0.40 of the obvious way's time."]],
    ['three seconds', [3], [12], true, ['1,000 functions take 3.0 s.']],
    ['three seconds, while the machine does something else', [3], [12], false, []],
  ])('meets the aim or not: %s', (_what, ours, obvious, isIdle, complaints) => {
    expect(missed([measured(1000, ours, obvious)], isIdle)).toEqual(complaints);
  });

  it('has an aim for a thousand functions alone', () => {
    expect(missed([measured(1, [9], [1]), measured(5000, [9], [1])], true)).toEqual([]);
  });

  it('is shown by size and way', () => {
    const lines = table([measured(1000, [2], [8])]).split('\n');

    expect(lines.map((line) => line.trim().split(/ {2,}/))).toEqual([
      ['functions', 'way', 'wall s', 'part', 'processor s', 'part', 'peak MB', 'cdk.out MB'],
      ['1000', 'engine', '2.00', '0.25', '4.00', '0.25', '200', '5'],
      ['1000', 'obvious', '8.00', '1.00', '16.00', '1.00', '200', '5'],
    ]);
  });
});
