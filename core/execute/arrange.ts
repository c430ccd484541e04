import type { BundleQuery } from '../model/data-bundle.ts';
import type { EndpointData } from '../model/endpoint-data.ts';
import type { WindowRow } from '../ports.ts';
import { compareJsonb } from './jsonb-order.ts';

/** A part as the function receives it: every property of the bundle, each in the order it asked for. */
export function arrange(
  rows: readonly WindowRow[],
  bundle: BundleQuery,
): Record<string, readonly EndpointData[]> {
  const arranged = Object.entries(bundle).map(([property, query]) => {
    const own = rows.filter((row) => row.property === property);
    const descending = query.ordering === 'descending';
    return [property, sorted(own, query.orderBy !== undefined, descending).map((row) => row.item)] as const;
  });
  return Object.fromEntries(arranged);
}

/** Without `orderBy` by creation; otherwise by key, records that lack it last in both directions. A PDA that tells no creation order has sorted them. */
function sorted(rows: readonly WindowRow[], byKey: boolean, descending: boolean): readonly WindowRow[] {
  if (rows.some(({ rank }) => rank !== undefined)) {
    return rows.toSorted((a, b) => (a.rank ?? 0) - (b.rank ?? 0));
  }
  if (!byKey) return descending ? rows.toReversed() : rows;
  return rows.toSorted((a, b) => {
    if (a.orderKey === undefined || b.orderKey === undefined) {
      return Number(a.orderKey === undefined) - Number(b.orderKey === undefined);
    }
    return descending ? compareJsonb(b.orderKey, a.orderKey) : compareJsonb(a.orderKey, b.orderKey);
  });
}
