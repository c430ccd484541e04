import type { Scenario } from '../faults/profile.ts';
import type { Outcome } from '../simulate.ts';

const COUNTS = ['executions', 'invocations', 'calls', 'deaths', 'faults'] as const;
type Count = (typeof COUNTS)[number];

type Line = { plays: number; violations: number } & Record<Count, number>;

/** What was played, by scenario. */
export class Tally {
  readonly #lines = new Map<Scenario, Line>();

  add(outcome: Pick<Outcome, Count | 'scenario'> & { readonly violation?: unknown }): void {
    const line = this.#lines.get(outcome.scenario) ?? emptyLine();
    line.plays++;
    if (outcome.violation) line.violations++;
    for (const count of COUNTS) line[count] += outcome[count];
    this.#lines.set(outcome.scenario, line);
  }

  get total(): Line {
    const total = emptyLine();
    for (const line of this.#lines.values())
      for (const key of Object.keys(total) as (keyof Line)[]) total[key] += line[key];
    return total;
  }

  table(): string {
    const columns = ['scenario', 'plays', ...COUNTS, 'violations'];
    const row = (name: string, line: Line) => [
      name,
      line.plays,
      ...COUNTS.map((count) => line[count]),
      line.violations,
    ];
    const rows = [...this.#lines].map(([name, line]) => row(name, line));
    return [columns, ...rows, row('all', this.total)].map(formatted).join('\n');
  }
}

const emptyLine = (): Line => ({
  ...{ plays: 0, violations: 0 },
  ...{ executions: 0, invocations: 0, calls: 0, deaths: 0, faults: 0 },
});

function formatted(cells: readonly (string | number)[]): string {
  return cells
    .map((cell, column) =>
      column === 0 ? String(cell).padEnd(12) : cell.toLocaleString('en-GB').padStart(12),
    )
    .join('');
}
