/** A form in which a piece of a token can be found in one of the views of a channel. */
export interface Needle {
  readonly encoding: string;
  readonly text: string;
  /** Which view it is looked for in; see `viewsOf`. */
  readonly view: ViewName;
}

/**
 * `plain`: lower case, nothing but letters and digits. `exact`: the same with case kept. Both of the text and of what
 * its escapes stand for.
 */
export type ViewName = 'plain' | 'exact';

/** Characters of a piece: 51 random bits, as much as an error of the language quotes of a text that it cannot parse. */
const PIECE = 10;
/** From one piece to the next; any 14 characters of a token hold a piece. */
const STEP = 5;

/**
 * Everything to look for. Pieces of a token, so that one that is cut or taken apart is found as well; without
 * punctuation, since that is how the views are.
 */
export function needlesOf(token: string): readonly Needle[] {
  const last = token.length - PIECE;
  const starts = [...Array.from({ length: Math.ceil(last / STEP) }, (_, index) => index * STEP), last];
  return starts.flatMap((start) => formsOf(token.slice(start, start + PIECE)));
}

function formsOf(piece: string): readonly Needle[] {
  const upper = piece.toUpperCase();
  return [
    plain('raw', piece),
    plain('reversed', backwards(piece)),
    ...encoded('', piece),
    ...encoded(' of it reversed', backwards(piece)),
    ...encoded(' of it in capitals', upper),
    ...encoded(' of it reversed in capitals', backwards(upper)),
  ];
}

/** Each form of a text, as it is and read from its end. */
function encoded(whose: string, text: string): readonly Needle[] {
  const exact = base64Of(text).map((found): Needle => ({ encoding: 'base64', text: found, view: 'exact' }));
  const forms = [plain('hex', Buffer.from(text).toString('hex')), ...exact];
  const read = forms.flatMap((form) => [
    { ...form, encoding: `${form.encoding}${whose}` },
    { ...form, encoding: `${form.encoding}${whose}, reversed`, text: backwards(form.text) },
  ]);
  const codes = [...Buffer.from(text)];
  return [
    ...read,
    plain(`codes${whose}`, codes.join()),
    plain(`hex codes${whose}`, codes.map((code) => `0x${code.toString(16)}`).join()),
  ];
}

function plain(encoding: string, text: string): Needle {
  return { encoding, text: squeezed(text).toLowerCase(), view: 'plain' };
}

/** What is the same of its base64 whatever stands before and after it, for each place it may begin at. */
function base64Of(text: string): readonly string[] {
  return [0, 1, 2].map((offset) => {
    const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(text)]);
    const first = Math.ceil((offset * 8) / 6);
    const last = Math.floor((bytes.length * 8) / 6);
    return squeezed(bytes.toString('base64url').slice(first, last));
  });
}

const backwards = (text: string): string => [...text].reverse().join('');

/** Without whatever may stand between two characters; base64 of tokens has neither `+` nor `/`. */
export function squeezed(text: string): string {
  return text.replace(/[^a-z0-9]/gi, '');
}
