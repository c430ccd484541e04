import { decodeProtectedHeader } from 'jose';
import { makeKeyPair } from '../../../../local/pda/auth/key-pair.ts';
import { pdaOfFile } from '../../../support/pda-of-file.ts';

interface Rotated {
  readonly kid: string;
  readonly publicKey: string;
}

describe('the keys of a PDA', () => {
  const here = pdaOfFile();

  const rotate = () => here.pda.call<Rotated>('POST /api/v2.6/keys/rotate', here.owner);
  const key = (query = '') => here.pda.call<string>(`GET /publickey${query}`, { pda: 'alice.localhost' });
  const isValid = async (token: string) => {
    const reply = await here.pda.call('GET /users/access_token/validate', { ...here.owner, token });
    return reply.status === 200;
  };

  it('shows the key that signs now, to anybody', async () => {
    const reply = await key();

    expect([reply.status, reply.body]).toEqual([200, await here.pda.embedded.publicKey('alice.localhost')]);
    expect(reply.body).toMatch(/^-----BEGIN PUBLIC KEY-----\n/);
  });

  it('signs with a new key from then on, and hands out a token of it', async () => {
    const before = await key();

    const reply = await rotate();

    const now = await key();
    const token = String(reply.headers['x-auth-token']);
    expect([reply.status, reply.body.publicKey]).toEqual([201, now.body]);
    expect(now.body).not.toBe(before.body);
    expect(decodeProtectedHeader(token).kid).toBe(reply.body.kid);
    expect(await isValid(token)).toBe(true);
  });

  it('goes on taking what it signed before, and showing with which key', async () => {
    const [before, tokens] = [await key(), [here.owner.token, here.engine.token]];
    const { kid } = decodeProtectedHeader((await rotate()).headers['x-auth-token'] as string);
    await rotate();

    const valid = await Promise.all(tokens.map(isValid));

    const kids = tokens.map((token) => decodeProtectedHeader(token).kid);
    const shown = await Promise.all([...kids, kid].map((name) => key(`?kid=${name}`)));
    expect(valid).toEqual([true, true]);
    expect(shown.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect((await key()).body).not.toBe(before.body);
  });

  it('shows the key that it signs with to whoever asks for a new one at the same time', async () => {
    const before = await key();

    const replies = await Promise.all([rotate(), rotate()]);

    const now = await key();
    expect(replies.map(({ status }) => status)).toEqual([201, 201]);
    expect(replies.map(({ body }) => body.publicKey)).toContain(now.body);
    expect(now.body).not.toBe(before.body);
  });

  it('has no key of another name', async () => {
    const reply = await key('?kid=nothing');

    expect([reply.status, reply.body]).toEqual([
      404,
      {
        message: 'Key Not Found',
        cause: 'This PDA has no key of that name that still verifies tokens',
        details: ['Leave kid out to get the current key.'],
      },
    ]);
  });

  it("shows no other PDA's key", async () => {
    const { kid } = decodeProtectedHeader(here.pda.ben.ownerToken);

    const reply = await key(`?kid=${kid}`);

    expect(reply.status).toBe(404);
  });

  it('is changed by nobody but the owner', async () => {
    const before = await key();

    const reply = await here.pda.call('POST /api/v2.6/keys/rotate', here.engine);

    expect([reply.status, (await key()).body]).toEqual([403, before.body]);
  });
});

describe('makeKeyPair', () => {
  it('makes another pair each time', async () => {
    const pairs = await Promise.all([makeKeyPair(), makeKeyPair()]);

    expect(pairs[0].publicKey).not.toBe(pairs[1].publicKey);
  });
});
