import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { scannerFor } from '../../../proof/canary/scan.ts';
import { type Canary, nameOf, newToken } from '../../../proof/canary/tokens.ts';

const alice: Canary = { person: 'alice', kind: 'data', token: newToken() };
const bob: Canary = { person: 'bob', kind: 'data', token: newToken() };
const { token } = alice;
const half = token.length / 2;
const scan = scannerFor([alice, bob]);

const base64 = (text: string) => Buffer.from(text).toString('base64');
const eachCharacter = (how: (character: string) => string) => [...token].map(how).join('');
const backwards = (text: string) => [...text].reverse().join('');
const codes = [...Buffer.from(token)];
const code = (character: string) => character.charCodeAt(0);

/** Each a way in which somebody hides, or a library changes, what must not be there. */
const HIDDEN: Readonly<Record<string, string | Buffer>> = {
  raw: `said "${token}" aloud`,
  'upper case': token.toUpperCase(),
  reversed: backwards(token),
  base64: base64(`${token}`),
  'base64, one place further': base64(`x${token}y`),
  'base64, two places further': base64(`xx${token}yy`),
  'base64 for addresses': Buffer.from(`??>${token}??>`).toString('base64url'),
  'base64 in lines': base64(`Asha wrote ${token} today`).replace(/.{8}/g, '$&\n'),
  'base64 of what is reversed': base64(backwards(token)),
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
  'thirds, with words in between': `${token.slice(0, 8)} and ${token.slice(8, 16)} then ${token.slice(16)}`,
  'pieces of six': token.replace(/.{6}/g, '$& and so on, '),
  'base64, read from its end': backwards(base64(`It is ${token}, dear`)),
  'base64 of capitals': base64(`It is ${token.toUpperCase()}`),
  'hex, read from its end': backwards(Buffer.from(token).toString('hex')),
  'hex of capitals': Buffer.from(token.toUpperCase()).toString('hex'),
  'a colour before each character': eachCharacter((one) => `\u001b[31m${one}`),
  'a colour before each character, written as JSON': JSON.stringify(
    eachCharacter((one) => `\u001b[1;31m${one}`),
  ),
  'a colour before each character, without what a terminal obeys': eachCharacter((one) => `[31m${one}`),
  'codes of its characters': JSON.stringify(codes),
  'codes of its characters, as of a program': codes.map((one) => `0x${one.toString(16)}`).join(', '),
  'codes of its capitals': JSON.stringify([...Buffer.from(token.toUpperCase())]),
  'UTF-16': Buffer.from(token, 'utf16le'),
  gzip: gzipSync(`Asha wrote ${token} today`),
  ...Object.fromEntries(
    [1, 3, 6, 9].map((level) => [`zlib, level ${level}`, deflateSync(`Asha wrote ${token}`, { level })]),
  ),
  'zlib, as base64': deflateSync(`Asha wrote ${token}`).toString('base64'),
  'raw deflate, as base64': deflateRawSync(`Asha wrote ${token}`).toString('base64'),
  'raw deflate, as hex': deflateRawSync(`Asha wrote ${token}`).toString('hex'),
  'a file in a zip': Buffer.from(zipSync({ 'a.txt': Buffer.from(`${'so '.repeat(50)}${token}`) })),
};

describe('scan', () => {
  it.each(Object.entries(HIDDEN))('finds a canary: %s', (_how, hidden) => {
    const bytes = Buffer.concat([Buffer.from('before it, '), Buffer.from(hidden), Buffer.from(', after it')]);

    const findings = scan([{ source: 'a file', bytes }]);

    expect(findings).toMatchObject([{ canary: alice, source: 'a file' }]);
  });

  it('finds what is packed without a mark, at the beginning of a file', () => {
    const bytes = deflateRawSync(`Asha wrote ${token}`);

    const findings = scan([{ source: 'a file', bytes }]);

    expect(findings).toMatchObject([{ canary: alice }]);
  });

  it('takes two pieces, or three in another order, for chance', () => {
    const [a, b, c] = token.match(/.{8}/g) ?? [];
    const bytes = Buffer.from(`${c} and ${b} and ${a} and ${c}`);

    const findings = scan([{ source: 'a file', bytes }]);

    expect(findings).toEqual([]);
  });

  it('finds nothing where there is nothing', () => {
    const bytes = Buffer.from(Array.from({ length: 2000 }, newToken).join(' '));

    const findings = scan([{ source: 'a file', bytes }]);

    expect(findings).toEqual([]);
  });

  it('tells whose it is and where, and never all of it', () => {
    const caught = [
      { source: 'first', bytes: Buffer.from('nothing') },
      { source: 'second', bytes: Buffer.from(`x ${bob.token}`) },
    ];

    const [finding] = scan(caught);

    expect(finding).toMatchObject({ source: 'second', encoding: 'raw', offset: 1 });
    expect(nameOf(bob)).toBe(`data of bob (${bob.token.slice(0, 4)}…)`);
  });
});
