import type { ViewName } from './needles.ts';
import { needlesOf } from './needles.ts';
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

/** Finds canaries in whatever form; each once in every catch. */
export function scan(caught: readonly Catch[], canaries: readonly Canary[]): readonly Finding[] {
  const wanted = canaries.map((canary) => ({ canary, needles: needlesOf(canary.token) }));
  return caught.flatMap(({ source, bytes }) => {
    const views = viewsOf(bytes);
    return wanted.flatMap(({ canary, needles }): Finding[] => {
      for (const { encoding, text, view } of needles) {
        const offset = firstIn(views, view, text);
        if (offset !== undefined) return [{ canary, encoding, source, offset }];
      }
      return [];
    });
  });
}

function firstIn(
  views: readonly { readonly name: ViewName; readonly text: string }[],
  name: ViewName,
  needle: string,
): number | undefined {
  const offsets = views.filter((view) => view.name === name).map((view) => view.text.indexOf(needle));
  return offsets.find((offset) => offset >= 0);
}
