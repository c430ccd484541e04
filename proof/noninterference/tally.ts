import { KINDS, type Kind } from './kinds.ts';
import { CHANNEL_NAMES } from './observe/channels.ts';
import { DECLARED, nameOf } from './observe/declared.ts';
import type { PairOutcome } from './pair.ts';

/** Enough pairs for everything that can be seen, and everything that may differ, to show up. */
const ENOUGH = 800;

interface Line {
  pairs: number;
  /** Pairs in which functions were given different things. */
  apart: number;
  runs: number;
  compared: number;
}

/** What was played, and whether it was worth playing. */
export class Tally {
  readonly #lines = new Map<Kind, Line>(
    KINDS.map((kind) => [kind, { pairs: 0, apart: 0, runs: 0, compared: 0 }]),
  );
  readonly #channels = new Set<string>();
  readonly #differed = new Set<string>();

  add({ kind, isApart, runs, compared, channels, differed }: PairOutcome): void {
    const line = this.#lines.get(kind) as Line;
    line.pairs++;
    if (isApart) line.apart++;
    line.runs += runs;
    line.compared += compared;
    for (const channel of channels) this.#channels.add(channel);
    for (const field of differed) this.#differed.add(field);
  }

  get pairs(): number {
    return [...this.#lines.values()].reduce((sum, { pairs }) => sum + pairs, 0);
  }

  /** Why what was played shows nothing; empty when it does. */
  get doubts(): readonly string[] {
    const lines = [...this.#lines].filter(([, { pairs }]) => pairs > 0);
    const doubts = lines.flatMap(([kind, line]) => doubtsOf(kind, line));
    if (this.pairs < ENOUGH) return doubts;
    const unseen = CHANNEL_NAMES.filter((name) => !this.#channels.has(name));
    const idle = DECLARED.filter((row) => !row.unplayed && !this.#differed.has(nameOf(row)));
    return [
      ...doubts,
      ...unseen.map((name) => `nothing was seen on the channel "${name}"`),
      ...idle.map((row) => `"${nameOf(row)}" is declared, and never differed: it need not be`),
    ];
  }

  table(): string {
    const head = ['kind', 'pairs', 'given different records', 'calls of functions', 'observations compared'];
    const rows = [...this.#lines].map(([kind, { pairs, apart, runs, compared }]) => [
      kind,
      ...[pairs, apart, runs, compared].map((count) => count.toLocaleString('en-GB')),
    ]);
    const widths = head.map((name, at) => Math.max(name.length, ...rows.map((row) => row[at]?.length ?? 0)));
    return [head, ...rows]
      .map((row) => row.map((cell, at) => (at === 0 ? cell.padEnd(10) : cell.padStart(widths[at] ?? 0))))
      .map((row) => row.join('  '))
      .join('\n');
  }
}

function doubtsOf(kind: Kind, { pairs, apart, runs, compared }: Line): readonly string[] {
  return [
    ...(apart * 2 < pairs ? [`${kind}: functions were given the same records in most pairs`] : []),
    ...(runs < 2 * pairs ? [`${kind}: hardly any function was called`] : []),
    ...(compared < 20 * pairs ? [`${kind}: hardly anything was observed`] : []),
  ];
}
