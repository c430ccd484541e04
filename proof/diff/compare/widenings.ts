import { covers } from '../facts/covers.ts';
import type { Fact } from '../facts/fact.ts';

/** What one deployment allows or guards that another does not. */
export interface Shift {
  /** New openings, and guards that are gone. */
  readonly widenings: readonly Fact[];
  /** Openings that are gone, and new guards. */
  readonly narrowings: readonly Fact[];
}

export function shiftBetween(before: readonly Fact[], after: readonly Fact[]): Shift {
  const gone = uncovered(before, after);
  const come = uncovered(after, before);
  const split = (facts: readonly Fact[], kind: Fact['kind']) => facts.filter((fact) => fact.kind === kind);
  const left = new Set(after.map(({ about }) => about));
  const isLoss = ({ about, endsWithIt }: Fact) => !endsWithIt || left.has(about);
  return {
    widenings: [...split(come, 'opening'), ...split(gone, 'guard').filter(isLoss)],
    narrowings: [...split(gone, 'opening'), ...split(come, 'guard')],
  };
}

/** Those that say what none of the others says, each once. */
function uncovered(facts: readonly Fact[], others: readonly Fact[]): readonly Fact[] {
  const byAbout = new Map<string, Fact[]>();
  for (const other of others) {
    const known = byAbout.get(other.about);
    if (known) known.push(other);
    else byAbout.set(other.about, [other]);
  }
  const left = facts.filter((fact) => !byAbout.get(fact.about)?.some((other) => covers(other, fact)));
  return [...new Map(left.map((fact) => [`${fact.about} ${fact.says} ${fact.amount}`, fact])).values()];
}
