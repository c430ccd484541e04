import type { BundleQuery } from '../../../../core/model/data-bundle.ts';
import type { EndpointData } from '../../../../core/model/endpoint-data.ts';
import type { ItemPages } from '../../../../local/pda/query/item-pages.ts';
import { openBundle } from '../../../../local/pda/query/open-bundle.ts';
import type { Database } from '../../../../local/pda/store/sql.ts';

export async function allItems(pages: ItemPages): Promise<readonly EndpointData[]> {
  const items: EndpointData[] = [];
  for await (const page of pages) items.push(...page);
  return items;
}

/** Every property's records, page after page. */
export async function readBundle(
  database: Database,
  pda: string,
  bundle: BundleQuery,
): Promise<Readonly<Record<string, readonly EndpointData[]>>> {
  const properties: [string, readonly EndpointData[]][] = [];
  for (const [property, pages] of await openBundle(database, pda, bundle)) {
    properties.push([property, await allItems(pages)]);
  }
  return Object.fromEntries(properties);
}
