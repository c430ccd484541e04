import { tokenClaims, tokenEnd } from '../../../core/model/token-claims.ts';

const tokenOf = (claims: unknown) =>
  `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.signature`;

describe('what a token says of itself', () => {
  it('is read without its key, and without what the engine does not use', () => {
    const claims = { iss: 'größe.localhost', iat: 1, exp: 2, application: 'she' };

    const read = tokenClaims(tokenOf({ ...claims, sub: 'somebody', jti: '1' }));

    expect(read).toEqual(claims);
  });

  it.each(['', 'token', '..', 'e30.e30', 'a.b.c', tokenOf(null), tokenOf([]), tokenOf({ iss: 1 })])(
    'is nothing when it is no token: %j',
    (token) => {
      const read = [tokenClaims(token), tokenEnd(token)];

      expect(read).toEqual([undefined, undefined]);
    },
  );

  it.each([
    [1_767_225_600, '2026-01-01T00:00:00.000Z'],
    [8_640_000_000_000, '+275760-09-13T00:00:00.000Z'],
    [8_640_000_000_001, undefined],
    [-1, undefined],
    [undefined, undefined],
  ])('is good until %s', (exp, end) => {
    const read = tokenEnd(tokenOf({ iss: 'asha.localhost', exp }));

    expect(read).toBe(end);
  });
});
