import type { Violation } from '../simulator/violation.ts';
import { crashRun } from './crash-run.ts';
import { MEANWHILES, type Meanwhile, STARTS, type Start } from './situations.ts';

/** One crash and how it went. */
export interface Cell {
  readonly start: Start;
  readonly meanwhile: Meanwhile;
  readonly nth: number;
  readonly when: 'before' | 'after';
  readonly violation?: Violation | undefined;
}

/** A way a run comes about, with every call it makes. */
export interface Table {
  readonly start: Start;
  readonly calls: readonly string[];
  readonly cells: readonly Cell[];
}

/** Every crash there is: before and after each call of each run, with each thing happening before the next try. */
export async function crashMatrix(): Promise<readonly Table[]> {
  const tables: Table[] = [];
  for (const start of STARTS) tables.push(await tableOf(start));
  return tables;
}

async function tableOf(start: Start): Promise<Table> {
  const undisturbed = await crashRun({ start, meanwhile: MEANWHILES[0] as Meanwhile });
  if (undisturbed.violation) throw undisturbed.violation;
  const cells: Cell[] = [];
  for (const meanwhile of MEANWHILES) {
    for (let nth = 1; nth <= undisturbed.calls.length; nth++) {
      for (const when of ['before', 'after'] as const) {
        const { violation } = await crashRun({ start, meanwhile, crash: { nth, when } });
        cells.push({ start, meanwhile, nth, when, violation });
      }
    }
  }
  return { start, calls: undisturbed.calls, cells };
}

/** For people: a row a call, a column for each thing that happens meanwhile; `✓✓` is before and after. */
export function printed({ start, calls, cells }: Table): string {
  const width = Math.max(...calls.map((call) => call.length)) + 2;
  const columns = MEANWHILES.map(({ name }) => name);
  const head = [`crash at (${start.name})`.padEnd(width + 4), ...columns.map((name) => name.padEnd(15))].join(
    '',
  );
  const rows = calls.map((call, index) => {
    const marks = MEANWHILES.map((meanwhile) => marksOf(cells, meanwhile, index + 1).padEnd(15));
    return [`${String(index + 1).padStart(2)}  ${call.padEnd(width)}`, ...marks].join('');
  });
  return [head, ...rows].map((line) => line.trimEnd()).join('\n');
}

function marksOf(cells: readonly Cell[], meanwhile: Meanwhile, nth: number): string {
  return cells
    .filter((cell) => cell.meanwhile === meanwhile && cell.nth === nth)
    .map(({ violation }) => (violation ? '✗' : '✓'))
    .join('');
}
