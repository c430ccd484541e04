import { gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { scan } from '../../../proof/canary/scan.ts';
import { type Canary, nameOf, newToken } from '../../../proof/canary/tokens.ts';

const alice: Canary = { person: 'alice', kind: 'data', token: newToken() };
const bob: Canary = { person: 'bob', kind: 'data', token: newToken() };
const { token } = alice;
const half = token.length / 2;

const base64 = (text: string) => Buffer.from(text).toString('base64');
const eachCharacter = (how: (character: string) => string) => [...token].map(how).join('');
const code = (character: string) => character.charCodeAt(0);

/** Each a way in which somebody hides, or a library changes, what must not be there. */
const HIDDEN: Readonly<Record<string, string | Buffer>> = {
  raw: `said "${token}" aloud`,
  'upper case': token.toUpperCase(),
  reversed: [...token].reverse().join(''),
  base64: base64(`${token}`),
  'base64, one place further': base64(`x${token}y`),
  'base64, two places further': base64(`xx${token}yy`),
  'base64 for addresses': Buffer.from(`??>${token}??>`).toString('base64url'),
  'base64 in lines': base64(`Asha wrote ${token} today`).replace(/.{8}/g, '$&\n'),
  'base64 of what is reversed': base64([...token].reverse().join('')),
  hex: Buffer.from(token).toString('hex'),
  'hex in capitals, with colons': Buffer.from(token).toString('hex').toUpperCase().replace(/../g, '$&:'),
  'URL-encoded': eachCharacter((one) => `%${code(one).toString(16)}`),
  'JSON escapes': eachCharacter((one) => `\\u00${code(one).toString(16)}`),
  'JSON escapes within JSON': eachCharacter((one) => `\\\\u00${code(one).toString(16)}`),
  'HTML entities': eachCharacter((one) => `&#${code(one)};`),
  'one character a line': eachCharacter((one) => `${one}\n`),
  'with punctuation in between': eachCharacter((one) => `${one}-.`),
  'the first half': token.slice(0, half),
  'the second half': token.slice(half),
  'what an error of the language quotes': `Unexpected token, "${token.slice(0, 10)}"... is not valid JSON`,
  'what is left of a cut': `…${token.slice(6, 20)}…`,
  'halves far apart': `${token.slice(half)} and much later ${token.slice(0, half)}`,
  'UTF-16': Buffer.from(token, 'utf16le'),
  gzip: gzipSync(`Asha wrote ${token} today`),
  'a file in a zip': Buffer.from(zipSync({ 'a.txt': Buffer.from(`${'so '.repeat(50)}${token}`) })),
};

describe('scan', () => {
  it.each(Object.entries(HIDDEN))('finds a canary: %s', (_how, hidden) => {
    const bytes = Buffer.concat([Buffer.from('before it, '), Buffer.from(hidden), Buffer.from(', after it')]);

    const findings = scan([{ source: 'a file', bytes }], [alice, bob]);

    expect(findings).toMatchObject([{ canary: alice, source: 'a file' }]);
  });

  it('finds nothing where there is nothing', () => {
    const bytes = Buffer.from(Array.from({ length: 2000 }, newToken).join(' '));

    const findings = scan([{ source: 'a file', bytes }], [alice, bob]);

    expect(findings).toEqual([]);
  });

  it('tells whose it is and where, and never all of it', () => {
    const caught = [
      { source: 'first', bytes: Buffer.from('nothing') },
      { source: 'second', bytes: Buffer.from(`x ${bob.token}`) },
    ];

    const [finding] = scan(caught, [alice, bob]);

    expect(finding).toMatchObject({ source: 'second', encoding: 'raw', offset: 1 });
    expect(nameOf(bob)).toBe(`data of bob (${bob.token.slice(0, 4)}…)`);
  });
});
