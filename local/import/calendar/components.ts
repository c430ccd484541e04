import { decodeUtf8, type RawRecord } from '../raw-record.ts';

/** A content line of a calendar, unfolded: `DTSTART;TZID=Europe/London:20250302T090000`. */
export interface ContentLine {
  /** Upper case. */
  readonly name: string;
  /** As written, each with its leading `;`. */
  readonly parameters: string;
  readonly value: string;
}

/** A part between BEGIN and END, without the parts inside it. */
export interface Component {
  /** Upper case: VEVENT, VTIMEZONE, … */
  readonly type: string;
  /** Line of its BEGIN, from 1. */
  readonly line: number;
  readonly lines: readonly ContentLine[];
  readonly inner: readonly Component[];
}

/** The first value of a property. */
export function propertyOf({ lines }: Pick<Component, 'lines'>, name: string): string | undefined {
  return lines.find((line) => line.name === name)?.value;
}

interface OpenComponent extends Component {
  readonly lines: ContentLine[];
  readonly inner: Component[];
}

/** A place in the calendar that could not be read. */
export interface Broken {
  readonly line: number;
  readonly what: string;
}

const CONTENT_LINE = /^([A-Za-z0-9-]+)((?:;[A-Za-z0-9-]+=(?:"[^"]*"|[^":;])*)*):(.*)$/s;
const MAX_NESTING = 8;

/** Builds the components of a calendar from its lines, in order; hands each out when its END comes. */
export class ComponentParser {
  readonly #open: OpenComponent[] = [];
  readonly broken: Broken[] = [];
  /** Finished components directly inside VCALENDAR. */
  readonly components: Component[] = [];
  /** Properties of VCALENDAR itself. */
  readonly properties: ContentLine[] = [];

  add(line: number, bytes: Uint8Array): void {
    const text = decodeUtf8(bytes);
    if (text === undefined) {
      this.broken.push({ line, what: 'is not UTF-8 and was left out: save the file as UTF-8' });
      return;
    }
    const [, name = '', parameters = '', value = ''] = CONTENT_LINE.exec(text.trimEnd()) ?? [];
    const upper = name.toUpperCase();
    if (upper === 'BEGIN') this.#begin(value.toUpperCase(), line);
    else if (upper === 'END') this.#end(value.toUpperCase());
    else if (upper !== '') (this.#open.at(-1)?.lines ?? []).push({ name: upper, parameters, value });
  }

  end(): void {
    const cut = this.#open.find(({ type }) => type !== 'VCALENDAR');
    if (cut) this.broken.push({ line: cut.line, what: `the file ends inside this ${cut.type}` });
  }

  #begin(type: string, line: number): void {
    // A new event inside an unfinished one means that its END is missing.
    if (type === 'VEVENT') this.#abandon('VEVENT');
    if (this.#open.length < MAX_NESTING) this.#open.push({ type, line, lines: [], inner: [] });
  }

  #end(type: string): void {
    const at = this.#open.findLastIndex((component) => component.type === type);
    const [component] = at < 0 ? [] : this.#open.splice(at);
    if (!component) return;
    if (type === 'VCALENDAR') this.properties.push(...component.lines);
    else this.#parentOf().push(component);
  }

  #parentOf(): Component[] {
    const parent = this.#open.at(-1);
    return parent === undefined || parent.type === 'VCALENDAR' ? this.components : parent.inner;
  }

  #abandon(type: string): void {
    const at = this.#open.findIndex((component) => component.type === type);
    const [component] = at < 0 ? [] : this.#open.splice(at);
    if (component) this.broken.push({ line: component.line, what: `has no END:${type} and was left out` });
  }
}

/** Joins folded lines, byte by byte: a fold may stand in the middle of a character. */
export function* unfold(
  lines: Iterable<RawRecord>,
): Generator<{ readonly line: number; readonly bytes: Uint8Array }> {
  let parts: Uint8Array[] = [];
  let first = 0;
  for (const { line, bytes = new Uint8Array() } of lines) {
    const isFolded = bytes[0] === 0x20 || bytes[0] === 0x09;
    if (!isFolded && parts.length > 0) {
      yield { line: first, bytes: Buffer.concat(parts) };
      parts = [];
    }
    if (parts.length === 0) first = line;
    parts.push(isFolded ? bytes.subarray(1) : bytes);
  }
  if (parts.length > 0) yield { line: first, bytes: Buffer.concat(parts) };
}
