import type { BundleQuery, EndpointQuery } from '../../core/model/data-bundle.ts';
import type { EndpointData } from '../../core/model/endpoint-data.ts';
import { isOutputPlace } from '../../core/model/scope.ts';
import type { WindowPage, WindowQuery, WindowRow } from '../../core/ports.ts';
import { type PlainCursor, readPlainCursor, writePlainCursor } from './plain-cursor.ts';

/** What a plain PDA answers to a bundle: the records of each property, in its own order. */
export type PlainValues = Readonly<Record<string, readonly EndpointData[]>>;

type Query = Pick<WindowQuery, 'bundle' | 'output' | 'after' | 'until'>;

/**
 * The bundle as a plain PDA gets it: without the places that the function itself writes to, since nothing else would
 * tell its output, and without limits, since these bound a part and not the truth.
 */
export function plainBundle({ bundle, output }: Query): BundleQuery {
  const isForeign = ({ endpoint }: Pick<EndpointQuery, 'endpoint'>) => !isOutputPlace(endpoint, output);
  const properties = Object.entries(bundle).map(([property, { limit, ...query }]) => {
    const endpoints = query.endpoints.filter(isForeign).map((asked) => {
      return { ...asked, links: asked.links?.filter(isForeign) };
    });
    return [property, { ...query, endpoints }] as const;
  });
  return Object.fromEntries(properties.filter(([, { endpoints }]) => endpoints.length > 0));
}

/** What a plain PDA answered, as the window that is asked for, ordered by record id. */
export function plainWindow({ bundle, after, until }: Query, values: PlainValues): WindowPage {
  const { window, recordId: from } = placeOf(readPlainCursor(after), until);
  const rows = Object.keys(bundle).flatMap((property) => {
    const items = Object.hasOwn(values, property) ? (values[property] ?? []) : [];
    return rowsOf({ property, window }, items);
  });
  const left = from === undefined ? rows : rows.filter(({ item }) => idOf(item) > from);
  return { asOf: writePlainCursor({ window }), rows: left.toSorted(byRecord) };
}

/** A window that is not pinned yet is a new one, as is one that was pinned while the PDA had the additions. */
function placeOf(after: PlainCursor | undefined, until: string | undefined): PlainCursor {
  if (until === undefined) return { window: (after?.window ?? 0) + 1 };
  const window = readPlainCursor(until)?.window ?? 0;
  return after?.window === window ? after : { window };
}

/** A record counts once, even if the PDA gives it twice. */
function rowsOf(
  { property, window }: { readonly property: string; readonly window: number },
  items: readonly EndpointData[],
): readonly WindowRow[] {
  const seen = new Set<string>();
  const unique = items.filter((item) => !seen.has(idOf(item)) && seen.add(idOf(item)));
  return unique.map((item, rank) => {
    const cursor = writePlainCursor({ window, recordId: idOf(item) });
    return { cursor, property, item, rank, chain: [] };
  });
}

function byRecord(a: WindowRow, b: WindowRow): number {
  if (a.cursor === b.cursor) return 0;
  return a.cursor < b.cursor ? -1 : 1;
}

const idOf = ({ recordId = '' }: EndpointData) => recordId.toLowerCase();
