/** 1234567 → 1,234,567; small ones keep two digits that say something. */
export function figure(value: number): string {
  if (!Number.isFinite(value)) return 'never';
  if (value === 0) return '0';
  if (Math.abs(value) >= 100) return grouped(Math.round(value));
  if (Math.abs(value) >= 10) return String(Number(value.toFixed(1)));
  return String(Number(value.toPrecision(2)));
}

/** Cents count. */
export function dollars(value: number): string {
  return value >= 1_000 ? grouped(Math.round(value)) : value.toFixed(2);
}

export function percent(share: number): string {
  return `${figure(share * 100)} %`;
}

/** Seconds, as people say them; of less than a hundredth nobody knows more than that. */
export function duration(seconds: number): string {
  if (!Number.isFinite(seconds)) return 'for ever';
  if (seconds >= 7_200) return `${figure(seconds / 3_600)} h`;
  if (seconds >= 120) return `${figure(seconds / 60)} min`;
  return seconds > 0 && seconds < 0.01 ? '0.01 s' : `${figure(seconds)} s`;
}

/** Rows with columns under each other; those of numbers to the right. */
export function aligned(rows: readonly (readonly string[])[], right: readonly number[]): readonly string[] {
  const widths: number[] = [];
  for (const row of rows)
    for (const [column, cell] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, cell.length);
  const pad = (cell: string, column: number) =>
    right.includes(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0);
  return rows.map((row) => `  ${row.map(pad).join('  ')}`.trimEnd());
}

function grouped(whole: number): string {
  return String(whole).replace(/\B(?=(\d{3})+$)/g, ',');
}
