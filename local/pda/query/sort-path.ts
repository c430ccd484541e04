import { isJsonObject, type Json } from '../../../core/model/json.ts';
import { EvaluationError } from './evaluation-error.ts';

/**
 * Path of the stored value that `orderBy` means for one endpoint query: the source of the mapping entry of that
 * name, else `orderBy` itself.
 * @throws EvaluationError when that entry is nested
 */
export function sortPath(orderBy: string, mapping: Json | undefined, property: string): readonly string[] {
  const source = isJsonObject(mapping) && Object.hasOwn(mapping, orderBy) ? mapping[orderBy] : undefined;
  if (isJsonObject(source)) {
    throw new EvaluationError(
      `property "${property}", orderBy "${orderBy}": the mapping entry of that name is nested`,
    );
  }
  return (typeof source === 'string' ? source : orderBy).split('.');
}
