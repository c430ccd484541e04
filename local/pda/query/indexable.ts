import type { Filter } from '../../../core/model/data-bundle.ts';
import { isJsonObject, type Json } from '../../../core/model/json.ts';
import { isKey } from './value-at.ts';

/**
 * Of a filter that compares with an exact value: objects one of which every matching record contains. Empty where
 * nothing follows that an index could find.
 */
export function indexableContents({ field, transformation, operator }: Filter): readonly Json[] {
  if (transformation && transformation.transformation !== 'identity') return [];
  const keys = field.split('.');
  if (!keys.every(isKey)) return [];
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
  return !isJsonObject(value) && !Array.isArray(value);
}

/** Whether there is something in it for the index, which knows no empty arrays and objects. */
function hasScalar(value: Json): boolean {
  return isScalar(value) || Object.values(value as object).some(hasScalar);
}
