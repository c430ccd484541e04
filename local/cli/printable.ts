/** Characters that a terminal would obey, or that make text look like other text. */
const CONTROL = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}]/gu;

/** Text from outside as a terminal may show it: on one line, harmless, and at most `most` characters of it. */
export function printable(text: string, most: number): string {
  const characters = [...text.slice(0, most * 2)].slice(0, most);
  const shown = characters.join('');
  const escaped = shown.replace(CONTROL, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
  return shown.length < text.length ? `${escaped} … (${text.length - shown.length} more)` : escaped;
}
