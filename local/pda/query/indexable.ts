import type { Filter } from '../../../core/model/data-bundle.ts';
import type { Json } from '../../../core/model/json.ts';

/** Not a position in an array, however it is written. */
const KEY = /^[^\d\s+-]/;

/**
 * Of a filter that compares with an exact value: objects one of which every matching record contains. Empty where
 * nothing follows that an index could find.
 */
export function indexableContents({ field, transformation, operator }: Filter): readonly Json[] {
  if (transformation && transformation.transformation !== 'identity') return [];
  const keys = field.split('.');
  if (!keys.every((key) => KEY.test(key))) return [];
  const at = (value: Json) => keys.reduceRight((inner, key) => Object.fromEntries([[key, inner]]), value);
  switch (operator.operator) {
    case 'contains':
      if (!hasScalar(operator.value)) return [];
      // An array contains its elements, but only where it is compared itself, not where it lies deeper.
      return isScalar(operator.value) ? [at(operator.value), at([operator.value])] : [at(operator.value)];
    case 'in':
      // In a list everything may be: an empty array is.
      return isScalar(operator.value) ? [at(operator.value)] : [];
    default:
      return [];
  }
}

function isScalar(value: Json): boolean {
  return typeof value !== 'object' || value === null;
}

/** Whether there is something in it for the index, which knows no empty arrays and objects. */
function hasScalar(value: Json): boolean {
  return typeof value !== 'object' || value === null || Object.values(value).some(hasScalar);
}
