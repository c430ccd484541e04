import { RateLimit } from '../../../../local/pda/auth/rate-limit.ts';

const at = (seconds: number) => new Date(Date.UTC(2024, 4, 6, 8, 0, seconds));

describe('RateLimit', () => {
  it('allows ten tries at once, then one every two seconds', () => {
    const limit = new RateLimit();
    const tries = (count: number, seconds: number) =>
      Array.from({ length: count }, () => limit.allows('client', at(seconds))).filter(Boolean).length;

    const allowed = [tries(12, 0), tries(2, 1), tries(2, 2), tries(3, 6), tries(20, 60)];

    expect(allowed).toEqual([10, 0, 1, 2, 10]);
  });

  it('counts each client by itself', () => {
    const limit = new RateLimit();
    for (let tried = 0; tried < 11; tried += 1) limit.allows('hasty', at(0));

    const other = limit.allows('calm', at(0));

    expect(other).toBe(true);
  });
});
