import type { Filter } from '../../../core/model/data-bundle.ts';
import type { Parameters } from './parameters.ts';

/** Condition on a `record` row that holds when all `filters` match, beginning with ` and`; empty for none. */
export function filterSql(filters: readonly Filter[], property: string, parameters: Parameters): string {
  return filters
    .map((filter) => conditionSql(filter, property, parameters))
    .filter((condition) => condition !== undefined)
    .map((condition) => ` and ${condition}`)
    .join('');
}

/** @returns undefined for combinations that the contract defines as matching everything. */
function conditionSql(filter: Filter, property: string, parameters: Parameters): string | undefined {
  const { operator } = filter;
  const searchable = filter.transformation?.transformation === 'searchable';
  if (searchable !== (operator.operator === 'find')) return undefined;
  const value = valueSql(filter, property, parameters);
  const json = (constant: unknown) => `${parameters.add(JSON.stringify(constant))}::jsonb`;
  switch (operator.operator) {
    case 'contains':
      return `${value} @> ${json(operator.value)}`;
    case 'in':
      return `${value} <@ ${json(operator.value)}`;
    case 'between':
      return `${value} between ${json(operator.lower)} and ${json(operator.upper)}`;
    case 'find': {
      const words = parameters.add(JSON.stringify(operator.search));
      return `to_tsvector('english', ${value}::text) @@ plainto_tsquery('english', ${words})`;
    }
  }
}

function valueSql({ field, transformation }: Filter, property: string, parameters: Parameters): string {
  const value = `(data #> ${parameters.add(field.split('.'))}::text[])`;
  switch (transformation?.transformation) {
    case 'datetimeExtract':
    case 'timestampExtract': {
      const { part, transformation: kind } = transformation;
      const place = `property "${property}", field "${field}": ${kind} cannot read "${part}" from a value`;
      const [partSql, kindSql, placeSql] = [part, kind, place].map((text) => `${parameters.add(text)}::text`);
      return `pda_extract(${partSql}, ${kindSql}, ${value}, ${placeSql})`;
    }
    default:
      return value;
  }
}
