import type { Json } from '../../../../core/model/json.ts';
import { aResponse } from '../good.ts';
import type { AnswerProbe } from '../response-probe.ts';
import { proper, rawJson } from '../speech.ts';

const says = (name: string, shows: string, record: Json): AnswerProbe => ({
  ...{ name, shows, called: 'process', ends: ['RESULT_UNSAFE_TEXT'] },
  hostile: { first: rawJson([aResponse({ data: [record] })]) },
  harmless: { first: proper([aResponse({ data: [{ note: 'two cups of tea < three' }] })]) },
});

/** Texts that act on whoever shows them. */
export const TEXTS: readonly AnswerProbe[] = [
  says('web address', 'makes a browser call out', { note: 'https://evil.example/?token=1' }),
  says('address without a scheme', 'makes a browser call out', { note: '![](//evil.example/x.png)' }),
  says('script address', 'runs in a browser', { note: 'javascript:alert(1)' }),
  says('data address', 'brings a page along', { note: 'data:text/html,x' }),
  says('HTML', 'loads an image', { note: '<img src=x>' }),
  says('HTML entities', 'becomes HTML once it is decoded', { note: '&lt;img src=x&gt;' }),
  says('HTML in a key', 'loads an image', { '<img src=x>': 1 }),
  says('HTML deep down', 'loads an image', { a: [{ b: [[{ c: '<svg/onload=x>' }]] }] }),
  says('ANSI escape codes', 'clears the screen of a terminal', { note: 'fine\u001b[2J\u001b[1;1H' }),
  says('eight-bit escape codes', 'steers a terminal by one character', { note: 'fine\u009b2J' }),
  says('control characters', 'overwrites what a terminal shows', { note: 'fine\b\b\b\bevil' }),
  says('bidi overrides', 'shows a text the other way round', { note: 'invoice\u202efdp.exe' }),
  says('bidi isolates', 'hides a part of a text', { note: 'fine\u2066\u2069 evil' }),
  says('NUL in a text', 'ends a text for some programs', { note: 'fine\u0000evil' }),
  says('half a character', 'is no text at all', { note: 'fine\ud800' }),
];
