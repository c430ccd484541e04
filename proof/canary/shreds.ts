/** Characters of a shred of a token. */
const LENGTH = 6;
/** As many, one after the other, are a token that somebody took apart; fewer may be there by chance. */
const NEEDED = 3;

/** A piece of a token that alone shows nothing. */
export interface Shred {
  /** Where it begins in its token. */
  readonly start: number;
  readonly text: string;
}

export interface FoundShred {
  readonly start: number;
  /** Where it begins in the text. */
  readonly at: number;
}

/** Every shred of a token. */
export function shredsOf(token: string): readonly Shred[] {
  const starts = Array.from({ length: token.length - LENGTH + 1 }, (_, start) => start);
  return starts.map((start) => ({ start, text: token.slice(start, start + LENGTH) }));
}

/**
 * Where the first of the shreds is that make up a token, with whatever in between; `undefined` if there are not as
 * many in its order.
 *
 * @param found in the order of the text
 */
export function firstInOrder(found: readonly FoundShred[]): number | undefined {
  /** Of each shred, how many up to it follow one another, and where the first of them is. */
  const runs: {
    readonly start: number;
    readonly at: number;
    readonly count: number;
    readonly first: number;
  }[] = [];
  for (const { start, at } of found) {
    const before = runs
      .filter((run) => run.start + LENGTH <= start && run.at + LENGTH <= at)
      .reduce((best, run) => (run.count > best.count ? run : best), { count: 0, first: at });
    if (before.count + 1 >= NEEDED) return before.first;
    runs.push({ start, at, count: before.count + 1, first: before.first });
  }
  return undefined;
}
