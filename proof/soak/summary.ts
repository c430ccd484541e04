import type { History } from './history.ts';
import type { SoakResult } from './soak.ts';

/** Of each promise, so many broken examples are shown. */
const SHOWN = 20;

/** The table at the end. */
export function summary({ rounds, kills, histories, violations, seconds }: SoakResult): string {
  const count = (of: (history: History) => readonly unknown[]) =>
    histories.reduce((sum, history) => sum + of(history).length, 0);
  const rows: Record<string, string | number> = {
    rounds,
    'kills (kill -9)': kills,
    'texts saved': count(({ stored }) => stored),
    'records derived': count(({ derived, counted }) => [...derived, ...counted]),
    'manual triggers': count(({ triggers }) => triggers),
    executions: executionCounts(histories),
    'promises broken': violations.length,
    seconds: seconds.toFixed(0),
  };
  const widest = Math.max(...Object.keys(rows).map((name) => name.length));
  return Object.entries(rows)
    .map(([name, value]) => `${name.padEnd(widest)}  ${value}`)
    .join('\n');
}

/** What was broken, and how to look at it again. */
export function violationLines({ violations, rounds, dataDir }: SoakResult, seed: string): readonly string[] {
  if (violations.length === 0) return [];
  const shown = violations.slice(0, SHOWN).map(({ promise, person, evidence }) => {
    return `BROKEN ${promise}${person ? ` (${person})` : ''}: ${evidence}`;
  });
  const rest = violations.length - shown.length;
  return [
    ...shown,
    ...(rest > 0 ? [`and ${rest} more`] : []),
    `seed ${seed}, round ${rounds}; the data directory is ${dataDir}`,
  ];
}

function executionCounts(histories: readonly History[]): string {
  const counts = new Map<string, number>();
  for (const { status, errorCode } of histories.flatMap(({ executions }) => executions)) {
    const key = errorCode ? `${status} ${errorCode}` : status;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  return `${total} (${[...counts].map(([key, count]) => `${count} ${key}`).join(', ')})`;
}
