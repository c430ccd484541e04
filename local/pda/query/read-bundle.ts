import type { BundleQuery } from '../../../core/model/data-bundle.ts';
import type { EndpointData } from '../../../core/model/endpoint-data.ts';
import type { Database } from '../store/sql.ts';
import type { ItemPages } from './item-pages.ts';
import { openBundle } from './open-bundle.ts';
import { openProperty, type PropertyRead } from './open-property.ts';

export type { PropertyRead };

/** Records of every property of a bundle, all at once: `openBundle` for what may be large. */
export async function readBundle(
  database: Database,
  pda: string,
  bundle: BundleQuery,
): Promise<Readonly<Record<string, readonly EndpointData[]>>> {
  const properties: [string, readonly EndpointData[]][] = [];
  for (const [property, pages] of await openBundle(database, pda, bundle)) {
    properties.push([property, await collect(pages)]);
  }
  return Object.fromEntries(properties);
}

/** Records of one property, all at once: `openProperty` for what may be large. */
export async function readProperty(database: Database, read: PropertyRead): Promise<readonly EndpointData[]> {
  return collect(await openProperty(database, read));
}

async function collect(pages: ItemPages): Promise<readonly EndpointData[]> {
  const items: EndpointData[] = [];
  for await (const page of pages) items.push(...page);
  return items;
}
