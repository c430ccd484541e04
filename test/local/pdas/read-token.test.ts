import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readToken } from '../../../local/pdas/read-token.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const TOKEN = 'eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJhc2hhIn0.c2lnbmVk_-';

describe('the token that a command is given', () => {
  const folder = temporaryFolder();

  it('comes from an option, a file or a variable', async () => {
    const tokenFile = join(folder, 'token');
    await writeFile(tokenFile, `${TOKEN}\n`);

    const tokens = await Promise.all([
      readToken({ token: TOKEN }, { SHE_PDA_TOKEN: 'another' }),
      readToken({ tokenFile }, { SHE_PDA_TOKEN: 'another' }),
      readToken({}, { SHE_PDA_TOKEN: TOKEN }),
    ]);

    expect(tokens).toEqual([TOKEN, TOKEN, TOKEN]);
  });

  it.each([
    ['nowhere', {}, 'Give the token with --token-file'],
    ['twice', { token: TOKEN, tokenFile: 'x' }, 'Give the token once'],
    ['in a file that is not there', { tokenFile: '/nowhere/token' }, 'cannot be read (ENOENT)'],
    ['as nothing', { token: '' }, 'That is no token'],
    ['with more than a token', { token: `token: ${TOKEN}` }, 'That is no token'],
    ['with a line of a header', { token: `${TOKEN}\r\nx: y` }, 'That is no token'],
    ['as anything', { token: 'x'.repeat(16_385) }, 'That is no token'],
  ])('is refused %s, and quoted nowhere', async (_where, source, sentence) => {
    const error = await readToken(source, {}).catch((thrown: Error) => thrown.message);

    expect(error).toContain(sentence);
    expect(error).not.toContain(TOKEN);
  });
});
