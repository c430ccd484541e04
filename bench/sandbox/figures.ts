/** Times of one thing, in ms, one for each round. */
export type Times = readonly number[];

/** One family's times: a start by each way, and a warm invocation. */
export interface Measured {
  readonly family: string;
  readonly cold: { readonly plain: Times; readonly unsealed: Times; readonly sealed: Times };
  readonly warm: { readonly unsealed: Times; readonly sealed: Times };
}

/** Most that a sealed start may take, as a multiple of a plain one, and a warm invocation of an unsealed one. */
export const COLD_LIMIT = 1.5;
export const WARM_LIMIT = 1.1;

/** The value that `part` of all are below. */
export function quantile(times: Times, part: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}

export const median = (times: Times): number => quantile(times, 0.5);

/**
 * What is slower than it may be: in the median and in the quickest quarter, since a busy machine slows down either
 * for a while, and seldom both.
 */
export function tooSlow({ family, cold, warm }: Measured): readonly string[] {
  return [
    ...exceeds(`${family}: a sealed start takes`, cold.sealed, cold.plain, COLD_LIMIT, 'a plain one'),
    ...exceeds(
      `${family}: a sealed invocation takes`,
      warm.sealed,
      warm.unsealed,
      WARM_LIMIT,
      'an unsealed one',
    ),
  ];
}

function exceeds(what: string, ours: Times, theirs: Times, limit: number, than: string): readonly string[] {
  const ratios = [0.5, 0.25].map((part) => quantile(ours, part) / quantile(theirs, part));
  if (ratios.some((ratio) => ratio <= limit)) return [];
  return [`${what} ${(ratios[0] ?? 0).toFixed(2)} times as long as ${than}, which is more than ${limit}`];
}

const COLUMNS = ['', 'plain', 'unsealed', 'sealed', 'sealed/plain', 'sealed/unsealed'];

/** The medians in milliseconds, and their ratios, for a person to read. */
export function table(all: readonly Measured[]): string {
  const rows = all.flatMap(({ family, cold, warm }) => [
    row(`${family}, cold start`, cold.plain, cold.unsealed, cold.sealed),
    row(`${family}, warm`, undefined, warm.unsealed, warm.sealed),
  ]);
  return [COLUMNS, ...rows].map((cells) => cells.map(padded).join('  ').trimEnd()).join('\n');
}

function row(name: string, plain: Times | undefined, unsealed: Times, sealed: Times): readonly string[] {
  const times = [plain, unsealed, sealed].map((one) => (one ? median(one).toFixed(2) : '-'));
  const toPlain = plain ? (median(sealed) / median(plain)).toFixed(2) : '-';
  return [name, ...times, toPlain, (median(sealed) / median(unsealed)).toFixed(2)];
}

const padded = (cell: string, column: number): string =>
  column === 0 ? cell.padEnd(22) : cell.padStart(Math.max(9, COLUMNS[column]?.length ?? 0));
