import type { BundleDates } from '../execute/dates.ts';
import type { BundleQuery } from '../model/data-bundle.ts';
import { DATE_FORMATS, writeDate, yearsOf } from '../model/date-format.ts';
import type { BundlePath, FrozenBundle } from '../model/frozen-bundle.ts';
import type { Json } from '../model/json.ts';

/** What a function answered to these dates. */
export interface BundleAnswer {
  readonly dates: BundleDates;
  readonly bundle: BundleQuery;
}

interface Leaf {
  readonly path: BundlePath;
  readonly value: Json;
}

/** A constant this near to today may be the clock's. */
const NEAR_YEARS = 10;

/**
 * Makes a template of what a function answered to several windows: all answers must have the same form, and a
 * value that differs must be a filter's, and in every answer the same one of the two dates in the same format.
 *
 * @returns undefined when anything else varies, or could: a filter for a date that was not given to the function
 */
export function bundleTemplate(answers: readonly BundleAnswer[], now: Date): FrozenBundle | undefined {
  const [first] = answers;
  if (!first) return undefined;
  const lists = answers.map(({ bundle }) => [...leavesOf(bundle as Json, [])]);
  const dates: FrozenBundle['dates'] = [];
  for (let index = 0; index < Math.max(...lists.map((list) => list.length)); index++) {
    const leaf = lists.map((list) => list[index]);
    const path = samePath(leaf);
    if (!path) return undefined;
    const values = leaf.map((one) => one?.value ?? null);
    if (isConstant(values)) {
      if (isFilterValue(path) && yearsOf(values[0] ?? null).some((year) => isNear(year, now)))
        return undefined;
      continue;
    }
    const source = isFilterValue(path) ? sourceOf(values, answers) : undefined;
    if (!source) return undefined;
    dates.push({ path, ...source });
  }
  return { bundle: first.bundle, dates };
}

/** Every value that holds no others, in order; of empty lists and objects, themselves. */
function* leavesOf(value: Json, path: BundlePath): Generator<Leaf> {
  const isBranch = typeof value === 'object' && value !== null && Object.keys(value).length > 0;
  if (!isBranch) yield { path, value };
  else if (Array.isArray(value))
    for (const [index, item] of value.entries()) yield* leavesOf(item, [...path, index]);
  else for (const [name, item] of Object.entries(value)) yield* leavesOf(item as Json, [...path, name]);
}

/** The path that all share, if they do. */
function samePath(leaves: readonly (Leaf | undefined)[]): BundlePath | undefined {
  const paths = new Set(leaves.map((leaf) => JSON.stringify(leaf?.path)));
  return paths.size === 1 ? leaves[0]?.path : undefined;
}

const isConstant = (values: readonly Json[]) =>
  new Set(values.map((value) => JSON.stringify(value))).size === 1;

const isNear = (year: number, now: Date) => Math.abs(year - now.getUTCFullYear()) <= NEAR_YEARS;

/** Whether a path leads into what a filter compares with; dates elsewhere would decide what is read. */
function isFilterValue(path: BundlePath): boolean {
  const [filters, , part] = path.slice(path[3] === 'links' ? 5 : 3);
  return filters === 'filters' && part === 'operator';
}

/** Which date, in which format, gives all these values. */
function sourceOf(values: readonly Json[], answers: readonly BundleAnswer[]) {
  for (const date of ['fromDate', 'untilDate'] as const) {
    const format = DATE_FORMATS.find((candidate) =>
      answers.every(({ dates }, index) => writeDate(dates[date], candidate) === values[index]),
    );
    if (format) return { date, format };
  }
  return undefined;
}
