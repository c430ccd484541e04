import { needlesOf, type ViewName } from './needles.ts';
import { type FoundShred, firstInOrder, shredsOf } from './shreds.ts';
import type { Canary } from './tokens.ts';
import { viewsOf } from './views.ts';

/** A canary where it must not be. */
export interface Finding {
  readonly canary: Canary;
  readonly encoding: string;
  /** Name of what was scanned within its channel, such as a file. */
  readonly source: string;
  /** In the text without punctuation; about where it is. */
  readonly offset: number;
}

/** Something that was caught of a channel. */
export interface Catch {
  readonly source: string;
  readonly bytes: Buffer;
}

/** Something to look for: a form of a canary, or a shred of it. */
interface Wanted {
  readonly canary: Canary;
  readonly view: ViewName;
  readonly text: string;
  readonly encoding?: string;
  /** Of a shred: where it begins in its token. */
  readonly start?: number;
}

type Found = Pick<Finding, 'encoding' | 'offset'>;

/** By what it begins with: a text is gone through once, however much is looked for. */
type Index = ReadonlyMap<string, readonly Wanted[]>;

/** What everything to look for has at least; a shred has no more. */
const BEGINNING = 6;

/** Finds canaries in whatever form; each once in every catch. */
export function scannerFor(canaries: readonly Canary[]): (caught: readonly Catch[]) => readonly Finding[] {
  const index = indexOf(canaries);
  return (caught) =>
    caught.flatMap(({ source, bytes }) => {
      const found = new Map<Canary, Found>();
      for (const { name, text } of viewsOf(bytes)) look(text, name, index, found);
      return [...found].map(([canary, about]) => ({ canary, source, ...about }));
    });
}

function indexOf(canaries: readonly Canary[]): Index {
  const wanted = canaries.flatMap((canary): Wanted[] => [
    ...needlesOf(canary.token).map((needle) => ({ canary, ...needle })),
    ...shredsOf(canary.token).map((shred) => ({ canary, view: 'plain' as const, ...shred })),
  ]);
  const index = new Map<string, Wanted[]>();
  for (const one of wanted) {
    const beginning = one.text.slice(0, BEGINNING);
    index.set(beginning, [...(index.get(beginning) ?? []), one]);
  }
  return index;
}

/** Adds what it finds of canaries that have not been found yet. */
function look(text: string, view: ViewName, index: Index, found: Map<Canary, Found>): void {
  const shreds = new Map<Canary, FoundShred[]>();
  for (let at = 0; at + BEGINNING <= text.length; at++) {
    for (const wanted of index.get(text.slice(at, at + BEGINNING)) ?? []) {
      if (wanted.view !== view || found.has(wanted.canary) || !text.startsWith(wanted.text, at)) continue;
      const { canary, encoding, start = 0 } = wanted;
      if (encoding !== undefined) found.set(canary, { encoding, offset: at });
      else shreds.set(canary, [...(shreds.get(canary) ?? []), { start, at }]);
    }
  }
  for (const [canary, pieces] of shreds) {
    const offset = found.has(canary) ? undefined : firstInOrder(pieces);
    if (offset !== undefined) found.set(canary, { encoding: 'in pieces', offset });
  }
}
