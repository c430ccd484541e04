import type { BundleQuery, EndpointQuery, PropertyQuery } from '../model/data-bundle.ts';
import type { EndpointData } from '../model/endpoint-data.ts';
import { isJsonObject, type Json } from '../model/json.ts';
import { isBelow, type Scope } from '../model/scope.ts';

/** Whether a bundle asks for no more than its owner agreed to: endpoints, and where named, fields. */
export function isBundleInScope(bundle: BundleQuery, scope: Scope): boolean {
  return Object.values(bundle).every((property) =>
    property.endpoints.every((query) => isQueryInScope(query, property, scope)),
  );
}

function isQueryInScope(query: EndpointQuery, property: PropertyQuery, scope: Scope): boolean {
  const order = property.orderBy === undefined ? [] : [sortPath(query.mapping, property.orderBy)];
  const links = query.links ?? [];
  return isPartInScope(query, order, scope) && links.every((link) => isPartInScope(link, [], scope));
}

function isPartInScope(query: EndpointQuery, sortPaths: readonly string[], scope: Scope): boolean {
  const reads = scope.reads.filter((read) => read.endpoint === query.endpoint);
  if (reads.some((read) => read.fields === undefined)) return true;
  const allowed = reads.flatMap((read) => read.fields ?? []);
  const sources = mappingSources(query.mapping);
  if (reads.length === 0 || sources === undefined) return false;
  const used = [...sources, ...(query.filters ?? []).map((filter) => filter.field), ...sortPaths];
  return used.every((path) => allowed.some((field) => isBelow(withoutIndexes(path), field)));
}

/** Path a property is sorted by: through the mapping if that renames it. */
function sortPath(mapping: Json | undefined, orderBy: string): string {
  const source = isJsonObject(mapping) && Object.hasOwn(mapping, orderBy) ? mapping[orderBy] : undefined;
  return typeof source === 'string' ? source : orderBy;
}

/** Every source path of a mapping; undefined when it does not bound what is read. */
function mappingSources(mapping: Json | undefined): readonly string[] | undefined {
  if (!isJsonObject(mapping)) return undefined;
  const sources: string[] = [];
  for (const source of Object.values(mapping)) {
    if (typeof source === 'string') sources.push(source);
    else if (isJsonObject(source) && typeof source.source === 'string') {
      const inner = mappingSources(source.mappings);
      if (!inner) return undefined;
      sources.push(...inner.map((path) => `${source.source}.${path}`));
    }
  }
  return sources;
}

const withoutIndexes = (path: string) => path.replace(/\[\d*\]/g, '');

/** The record without links the scope does not cover, or undefined when it is not covered itself. */
export function projectOntoScope(item: EndpointData, scope: Scope): EndpointData | undefined {
  const isReadable = (endpoint: string) => scope.reads.some((read) => read.endpoint === endpoint);
  if (!isReadable(item.endpoint)) return undefined;
  if (!item.links) return item;
  const { links, ...record } = item;
  const readable = links.filter((link) => isReadable(link.endpoint));
  return readable.length === 0 ? record : { ...record, links: readable };
}
