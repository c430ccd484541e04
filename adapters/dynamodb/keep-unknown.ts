import { isJsonObject } from '../../core/model/json.ts';

/**
 * What was understood of an item, with its other fields besides. While a deployment is under way, Lambdas of two
 * versions of the engine are at work on the same items: the older must not drop what the newer stores.
 */
export function keepUnknown<T>(item: unknown, understood: T): T {
  if (!isJsonObject(item) || !isJsonObject(understood)) return understood;
  const known = Object.entries(understood).map(([name, value]) => [name, keepUnknown(item[name], value)]);
  return { ...item, ...Object.fromEntries(known) };
}
