import type { Measured, Times } from './measure.ts';

const LIMITS_ARE_FOR = 100_000;

/** The value that `part` of all are below. */
export function quantile(times: Times, part: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}

/** What takes longer than it may even in its quickest quarter, which a busy machine hits least. */
export function tooSlow({ database, reads }: Measured, records: number): readonly string[] {
  if (records > LIMITS_ARE_FOR) return [];
  return reads.flatMap(({ question: { name, limitMs }, times }) => {
    const quickest = quantile(times, 0.25);
    if (limitMs === undefined || quickest <= limitMs) return [];
    return [`${database}: "${name}" takes ${quickest.toFixed(1)} ms, which is more than ${limitMs}`];
  });
}

/** In ms, for a person to read: the quickest quarter and the median. */
export function table(all: readonly Measured[]): string {
  return all
    .flatMap(({ database, saves, reads }) => [
      line(`${database}, a save, per record`, 'without', 'with index'),
      ...saves.map((way) => line(`  ${way.name}`, ms(way.without, 0.5), ms(way.withIndex, 0.5))),
      line(`${database}, a read`, 'quickest', 'median'),
      ...reads.map(({ question, times }) => line(`  ${question.name}`, ms(times, 0.25), ms(times, 0.5))),
    ])
    .join('\n');
}

const ms = (times: Times, part: number): string => quantile(times, part).toFixed(2);

const line = (name: string, ...cells: readonly string[]): string =>
  [name.padEnd(36), ...cells.map((cell) => cell.padStart(11))].join('');
