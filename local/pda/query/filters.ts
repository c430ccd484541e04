import type { Filter } from '../../../core/model/data-bundle.ts';
import type { Json } from '../../../core/model/json.ts';
import { storableJson } from '../store/storable-json.ts';
import { EvaluationError } from './evaluation-error.ts';
import { indexableContents } from './indexable.ts';
import type { Parameters } from './parameters.ts';
import { valueAt } from './value-at.ts';

/** Characters of a search, as JSON. */
const LONGEST_SEARCH = 10_000;

export interface FilterPlace {
  readonly property: string;
  readonly isLocating?: boolean | undefined;
}

/** Condition on a `record` row that holds when all `filters` match, beginning with ` and`; empty for none. */
export function filterSql(filters: readonly Filter[], place: FilterPlace, parameters: Parameters): string {
  return filters
    .map((filter) => conditionSql(filter, place, parameters))
    .filter((condition) => condition !== undefined)
    .map((condition) => ` and ${condition}`)
    .join('');
}

/** @returns undefined for combinations that the contract defines as matching everything. */
function conditionSql(filter: Filter, place: FilterPlace, parameters: Parameters): string | undefined {
  const { operator } = filter;
  const searchable = filter.transformation?.transformation === 'searchable';
  if (searchable !== (operator.operator === 'find')) return undefined;
  const value = valueSql(filter, place, parameters);
  const json = (constant: unknown) => `${parameters.add(storableJson(constant))}::jsonb`;
  switch (operator.operator) {
    case 'contains':
      return `${value} @> ${json(operator.value)}${indexSql(filter, parameters)}`;
    case 'in':
      return `${value} <@ ${json(operator.value)}${indexSql(filter, parameters)}`;
    case 'between':
      return `${value} between ${json(operator.lower)} and ${json(operator.upper)}`;
    case 'find':
      return `${value} @@ plainto_tsquery('english', ${parameters.add(wordsOf(filter.field, operator.search, place))})`;
  }
}

/**
 * Every word is a level of what PostgreSQL walks by recursion: too many end its stack, and the whole of PGlite.
 * @throws EvaluationError
 */
function wordsOf(field: string, search: Json, { property }: FilterPlace): string {
  const words = storableJson(search);
  if (words.length <= LONGEST_SEARCH) return words;
  const found = `a search of ${words.length} characters, at most ${LONGEST_SEARCH} are looked for`;
  throw new EvaluationError(`property "${property}", field "${field}": ${found}`);
}

/** What the condition implies of the whole record, which an index can answer. */
function indexSql(filter: Filter, parameters: Parameters): string {
  const contents = indexableContents(filter);
  if (contents.length === 0) return '';
  const conditions = contents.map((content) => `data @> ${parameters.add(storableJson(content))}::jsonb`);
  return ` and (${conditions.join(' or ')})`;
}

function valueSql(filter: Filter, place: FilterPlace, parameters: Parameters): string {
  const { field, transformation } = filter;
  const value = valueAt(field.split('.'), parameters);
  const located = (call: string) => {
    const where = `property "${place.property}", field "${field}": ${describe(transformation)}`;
    return `${call}, ${parameters.add(where)}::text)`;
  };
  switch (transformation?.transformation) {
    case 'datetimeExtract':
    case 'timestampExtract': {
      const part = `${parameters.add(transformation.part)}::text`;
      const isDate = transformation.transformation === 'datetimeExtract';
      if (place.isLocating) return located(`pda_extract(${part}, ${isDate}, ${value}`);
      const moment = isDate
        ? `${value}::text::timestamptz`
        : `to_timestamp(${value}::text::double precision)`;
      return `to_jsonb(date_part(${part}, ${moment}))`;
    }
    case 'searchable':
      return place.isLocating ? located(`pda_words(${value}`) : `to_tsvector('english', ${value}::text)`;
    default:
      return value;
  }
}

function describe(transformation: Filter['transformation']): string {
  if (!transformation || !('part' in transformation)) return 'a value is too long to be searched';
  return `${transformation.transformation} cannot read "${transformation.part}" from a value`;
}
