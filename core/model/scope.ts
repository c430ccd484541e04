import * as z from 'zod/mini';
import { readSchema } from './manifest.ts';
import { endpointSchema, namespaceSchema } from './names.ts';

/** What an owner consents to: the most a function may read, and the one place it may write. */
export const scopeSchema = z.object({
  reads: z.array(readSchema),
  namespace: namespaceSchema,
  endpoint: endpointSchema,
  allowSubpaths: z.boolean(),
});
export type Scope = z.infer<typeof scopeSchema>;

/** The one place a function may write. */
export type OutputPlace = Omit<Scope, 'reads'>;

/** Whether records at `endpoint` may be what the function derived itself, for all that their place tells. */
export function isOutputPlace(endpoint: string, place: OutputPlace): boolean {
  const own = `${place.namespace}/${place.endpoint}`;
  return endpoint === own || (place.allowSubpaths && endpoint.startsWith(`${own}/`));
}

/** Whether `path` is `allowed` itself or lies below it, both dotted. */
export function isBelow(path: string, allowed: string): boolean {
  return path === allowed || path.startsWith(`${allowed}.`);
}

/** Whether everything in `wanted` was already agreed to in `agreed`. */
export function isWithinScope(wanted: Scope, agreed: Scope): boolean {
  const samePlace = wanted.namespace === agreed.namespace && wanted.endpoint === agreed.endpoint;
  const noWider = agreed.allowSubpaths || !wanted.allowSubpaths;
  return (
    samePlace && noWider && wanted.reads.every((read) => agreed.reads.some((other) => covers(other, read)))
  );
}

export function isSameScope(one: Scope, other: Scope): boolean {
  return isWithinScope(one, other) && isWithinScope(other, one);
}

function covers(agreed: Scope['reads'][number], wanted: Scope['reads'][number]): boolean {
  if (agreed.endpoint !== wanted.endpoint) return false;
  const allowed = agreed.fields;
  if (!allowed) return true;
  return wanted.fields?.every((field) => allowed.some((path) => isBelow(field, path))) ?? false;
}
