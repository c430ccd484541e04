import { type Measured, table, tooSlow } from '../../../bench/sandbox/figures.ts';

const TEN = Array.from({ length: 20 }, (_, at) => 10 + at / 100);
const times = (factor: number) => TEN.map((time) => time * factor);

/** A family whose sealed start and sealed invocation take these multiples of the others. */
const measured = (cold: number, warm: number): Measured => ({
  family: 'node',
  cold: { plain: TEN, unsealed: TEN, sealed: times(cold) },
  warm: { unsealed: TEN, sealed: times(warm) },
});

it('accepts a seal that costs little', () => {
  const complaints = tooSlow(measured(1.49, 1.09));

  expect(complaints).toEqual([]);
});

it('names a start and an invocation that take too long', () => {
  const complaints = tooSlow(measured(1.6, 1.2));

  expect(complaints).toEqual([
    'node: a sealed start takes 1.60 times as long as a plain one, which is more than 1.5',
    'node: a sealed invocation takes 1.20 times as long as an unsealed one, which is more than 1.1',
  ]);
});

it('does not take a busy moment for a slow seal', () => {
  const busy = TEN.map((time, at) => (at < 8 ? time : time * 3));

  const complaints = tooSlow({ ...measured(1, 1), warm: { unsealed: TEN, sealed: busy } });

  expect(complaints).toEqual([]);
});

it('shows medians and ratios', () => {
  const text = table([measured(1.2, 1)]);

  expect(text).toMatch(/node, cold start +10\.10 +10\.10 +12\.12 +1\.20 +1\.20/);
});
