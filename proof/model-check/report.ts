import type { Action } from '../model/model.ts';
import { step } from '../model/model.ts';
import type { State } from '../model/state.ts';
import type { Bound, Explored } from './explore.ts';

/** One line of the table. */
export interface Line {
  readonly bound: Bound;
  readonly explored: Explored;
  readonly seconds: number;
}

const COLUMNS = ['bound', 'states', 'transitions', 'deepest', 'whole', 'seconds'] as const;

/** The table of all bounds. */
export function table(lines: readonly Line[]): string {
  const rows = lines.map(({ bound, explored, seconds }) => [
    bound.name,
    ...[explored.states, explored.transitions, explored.deepest].map((count) =>
      count.toLocaleString('en-GB'),
    ),
    explored.isWhole ? 'yes' : 'to the bound',
    seconds.toFixed(1),
  ]);
  const all = [[...COLUMNS], ...rows];
  const widths = COLUMNS.map((_name, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  return all
    .map((row) => row.map((cell, column) => pad(cell, widths[column] ?? 0, column)).join('  '))
    .join('\n');
}

const pad = (cell: string, width: number, column: number) =>
  column === 0 ? cell.padEnd(width) : cell.padStart(width);

/** How often each action was taken, most often first. */
export function takenText(lines: readonly Line[]): string {
  const total = new Map<Action['name'], number>();
  for (const { explored } of lines) {
    for (const [name, count] of explored.taken) total.set(name, (total.get(name) ?? 0) + count);
  }
  const sorted = [...total].sort(([, a], [, b]) => b - a);
  return sorted.map(([name, count]) => `${name} ${count.toLocaleString('en-GB')}`).join(', ');
}

/** The shortest way to a violation: each action, and what it changed. */
export function traceText({ rules, from }: Bound, trace: readonly Action[]): string {
  const lines: string[] = [];
  let state: State | undefined = from;
  for (const [index, action] of trace.entries()) {
    const next: State | undefined = state && step(rules, state, action);
    lines.push(`${String(index + 1).padStart(3)}. ${nameOf(action)}`);
    if (state && next) lines.push(...changes(state, next).map((change) => `       ${change}`));
    state = next;
  }
  return lines.join('\n');
}

function nameOf({ name, ...where }: Action): string {
  const places = Object.entries(where).map(([kind, index]) => `${kind} ${index}`);
  return [name, ...places].join(', ');
}

/** Every value that differs, with its path. */
function changes(before: unknown, after: unknown, path = ''): readonly string[] {
  if (before === after) return [];
  if (!isObject(before) || !isObject(after)) return [`${path}: ${textOf(before)} → ${textOf(after)}`];
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].flatMap((key) => changes(before[key], after[key], path ? `${path}.${key}` : key));
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

const textOf = (value: unknown) => (value === undefined ? 'none' : JSON.stringify(value));
