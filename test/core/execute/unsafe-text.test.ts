import fc from 'fast-check';
import { holdsUnsafeText, isUnsafeText } from '../../../core/execute/unsafe-text.ts';
import type { Json } from '../../../core/model/json.ts';

describe('isUnsafeText', () => {
  it.each([
    'https://evil.example/?q=1',
    'HTTPS://EVIL.EXAMPLE',
    'http:evil.example',
    'https:\\\\evil.example',
    'https:/\\evil.example',
    'https:\n//evil.example',
    'https:/\t/evil.example',
    'ht\ntps://evil.example',
    '/\r/evil.example/x.png',
    'look at https://evil.example',
    'ftp://evil.example',
    'wss://evil.example/socket',
    'ws:evil.example',
    'web+she://evil.example',
    '//evil.example/x.png',
    '\\\\evil.example\\share',
    '/\\evil.example',
    ' //evil.example',
    'a\n//evil.example',
    'url(//evil.example/x.png)',
    'url("//evil.example/x.png")',
    "background: url('//evil.example')",
    '![x](//evil.example/x.png)',
    '![x](https://evil.example/x.png)',
    '\u0001//evil.example/x.png',
    '///evil.example/x.png',
    '/\\/evil.example',
    '\\\\\\evil.example',
    ' \u0000 ///evil.example',
    '//\ufeffevil.example',
    'javascript:alert(1)',
    'javascript: alert(1)',
    '\u0001javascript:alert(1)',
    'JavaScript:alert(1)',
    'java\nscript:alert(1)',
    'javascript:\nalert(1)',
    'vbscript:msgbox',
    'blob:null/1',
    'file:///etc/passwd',
    'data:text/html,<b>',
    'data: text/html,%3Cb%3E',
    'data:,text',
    'data:;base64,AAAA',
    'data:image/svg+xml;base64,AAAA',
    '<img src=x>',
    '<IMG/src=x>',
    '<script>',
    '</p>',
    '<!-- -->',
    '<?xml ?>',
    'a<b',
    '&lt;img&gt;',
    '&#60;img&#62;',
    '&#x3C;img',
    '&#60img',
    'javascript&#58alert(1)',
    'javascript&#x3aalert(1)',
    'javascript&colon;alert(1)',
    'fine\u001b[2J',
    '\u001b[31mred\u001b[0m',
    'fine\u009b2J',
    'fine\b\b\b\bevil',
    'fine\u000bevil',
    'fine\u007f',
    'fine\u0000evil',
    'invoice\u202efdp.exe',
    'fine\u2066\u2069',
    'fine\u200bevil',
    'fine\u2060evil',
    '\ufefffine',
    'fine\u{e0001}',
    'fine\u{e0065}\u{e0076}\u{e007f}',
    '\u{1f3f4}\u{e0067}\u{e0062}',
    '\u{1f3f4}\u{e007f}',
    '\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e0067}\u{e0062}\u{e007f}',
    'half a smile \ud83d',
    '\ude00 the other half',
  ])('finds %j', (text) => {
    const isUnsafe = isUnsafeText(text);

    expect(isUnsafe).toBe(true);
  });

  it.each([
    '',
    'A walk in the park',
    '3 < 5 and 7 > 2',
    'I <3 tea',
    'tea & toast',
    'R&D',
    'and/or',
    '1/2 cup // half',
    'ratio 3:1',
    '07:15',
    'note: drink more',
    'note: ok',
    '10:30',
    '1/2',
    'Sleep data: good',
    'Drinks:\n- water',
    '2024-05-01T07:15:00.000Z',
    'path/to/there',
    'C: is a drive',
    'C:\\temp',
    'asha@example.org',
    'mailto:asha@example.org',
    'the data: 7 of 9',
    'the metadata:json',
    'https is a scheme',
    'profile:public',
    '😀 <- smile',
    'one\r\ntwo\tthree',
    '\u05e9\u05dc\u05d5\u05dd \u200f(\u0645)',
    '👩\u200d👧',
    '\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645',
    'one \u200e(2)\u061c',
    'to \u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f} and \u{1f3f4}\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}',
    '\u{1f3f4} without a country',
  ])('leaves %j alone', (text) => {
    const isUnsafe = isUnsafeText(text);

    expect(isUnsafe).toBe(false);
  });

  it('finds whatever leads from one host to another', () => {
    const base = 'https://pda.example/a/b';
    const character = fc.oneof(
      fc.integer({ min: 0, max: 0x20 }).map((code) => String.fromCharCode(code)),
      fc.constantFrom('/', '\\'),
    );
    const address = fc.array(character, { maxLength: 8 }).map((prefix) => `${prefix.join('')}evil.example`);
    const leadsAway = (text: string) =>
      URL.canParse(text, base) && new URL(text, base).host !== 'pda.example';

    const missed = (text: string) => leadsAway(text) && !isUnsafeText(text);

    fc.assert(
      fc.property(address, (text) => !missed(text)),
      { numRuns: 2_000 },
    );
  });

  it('is quick about a long text of beginnings', () => {
    const text = `${'a'.repeat(300_000)}${'http'.repeat(100_000)}${'<'.repeat(300_000)} ${'/'.repeat(300_000)}`;

    const isUnsafe = isUnsafeText(text);

    expect(isUnsafe).toBe(false);
  });
});

describe('holdsUnsafeText', () => {
  const LINK = 'https://example.org';

  it.each([
    ['a text', LINK],
    ['a list', ['a', LINK]],
    ['an object', { a: { b: LINK } }],
    ['a key', { [LINK]: 1 }],
    ['a key deep down', [{ a: [{ [LINK]: 1 }] }]],
  ])('finds it in %s', (_where, value) => {
    const holds = holdsUnsafeText(value, new Set());

    expect(holds).toBe(true);
  });

  it.each<Json>([null, true, 7, [], {}, { a: [null, { b: 'fine' }] }])('finds nothing in %j', (value) => {
    const holds = holdsUnsafeText(value, new Set());

    expect(holds).toBe(false);
  });

  it.each([
    ['/0/text', [{ text: LINK }], false],
    ['/0/text', [{ text: LINK }, { text: LINK }], true],
    ['/0/text', [{ text: { deeper: LINK } }], true],
    ['/0/a~1b~0c', [{ 'a/b~c': LINK }], false],
    ['/0/text', [{ [LINK]: 'fine' }], true],
  ])('leaves only the text at %s alone in %j: %s', (pointer, value, expected) => {
    const holds = holdsUnsafeText(value, new Set([pointer]));

    expect(holds).toBe(expected);
  });
});
