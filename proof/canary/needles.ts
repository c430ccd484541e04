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
  const reversed = [...piece].reverse().join('');
  const plain = (encoding: string, text: string): Needle => ({
    encoding,
    text: squeezed(text).toLowerCase(),
    view: 'plain',
  });
  return [
    plain('raw', piece),
    plain('reversed', reversed),
    plain('hex', Buffer.from(piece).toString('hex')),
    plain('hex, reversed', Buffer.from(reversed).toString('hex')),
    ...base64Of(piece).map((text): Needle => ({ encoding: 'base64', text, view: 'exact' })),
    ...base64Of(reversed).map((text): Needle => ({ encoding: 'base64, reversed', text, view: 'exact' })),
  ];
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

/** Without whatever may stand between two characters; base64 of tokens has neither `+` nor `/`. */
export function squeezed(text: string): string {
  return text.replace(/[^a-z0-9]/gi, '');
}
