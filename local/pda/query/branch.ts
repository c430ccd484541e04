import type { BundleQuery, EndpointQuery, PropertyQuery } from '../../../core/model/data-bundle.ts';
import { EvaluationError } from './evaluation-error.ts';
import { filterSql } from './filters.ts';
import type { Parameters } from './parameters.ts';
import { sortPath } from './sort-path.ts';
import { valueAt } from './value-at.ts';

const MAX_BRANCHES = 500;

/** One endpoint query of one property: the unit that becomes a SELECT of a union. */
export interface Branch {
  readonly property: string;
  readonly query: EndpointQuery;
  readonly orderBy: string | undefined;
}

/** @throws EvaluationError when the bundle is larger than one statement should be */
export function bundleBranches(bundle: BundleQuery): readonly Branch[] {
  const branches = Object.entries(bundle).flatMap(([property, query]) => propertyBranches(property, query));
  assertReadable('the bundle', branches.length);
  return branches;
}

/** @throws EvaluationError when the property is larger than one statement should be */
export function propertyBranches(property: string, query: PropertyQuery): readonly Branch[] {
  assertReadable(placeOf(property), query.endpoints.length);
  return query.endpoints.map((endpoint) => ({ property, query: endpoint, orderBy: query.orderBy }));
}

function assertReadable(place: string, count: number): void {
  if (count <= MAX_BRANCHES) return;
  throw new EvaluationError(`${place} has ${count} endpoint queries, at most ${MAX_BRANCHES} are read`);
}

/** What errors call a property. */
export const placeOf = (property: string): string => `property "${property}"`;

/** Text of the branch's conditions on `record`, without the word `where`. */
export function branchConditions(
  { property, query }: Branch,
  { pda, isLocating }: { readonly pda: string; readonly isLocating: boolean | undefined },
  parameters: Parameters,
): string {
  const [name, endpoint] = [parameters.add(pda), parameters.add(query.endpoint)];
  return `record.pda = ${name} and endpoint = ${endpoint}${filterSql(query.filters ?? [], { property, isLocating }, parameters)}`;
}

/** Expression of the value to sort by, as jsonb; SQL NULL where there is none. */
export function sortKeySql({ property, query, orderBy }: Branch, parameters: Parameters): string {
  if (orderBy === undefined) return 'null::jsonb';
  return valueAt(sortPath(orderBy, query.mapping, property), parameters);
}
