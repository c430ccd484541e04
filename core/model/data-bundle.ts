import * as z from 'zod/mini';
import { countSchema, jsonSchema, omittable } from './json.ts';
import { endpointSchema } from './names.ts';
import { hasShortPaths, pathSchema } from './path.ts';
import { recordOf } from './record-of.ts';

const transformationSchema = z.discriminatedUnion('transformation', [
  z.object({ transformation: z.literal('identity') }),
  z.object({ transformation: z.literal('datetimeExtract'), part: z.string() }),
  z.object({ transformation: z.literal('timestampExtract'), part: z.string() }),
  z.object({ transformation: z.literal('searchable') }),
]);

const operatorSchema = z.discriminatedUnion('operator', [
  z.object({ operator: z.literal('contains'), value: jsonSchema }),
  z.object({ operator: z.literal('in'), value: jsonSchema }),
  z.object({ operator: z.literal('between'), lower: jsonSchema, upper: jsonSchema }),
  z.object({ operator: z.literal('find'), search: jsonSchema }),
]);

/** A condition on one dotted path of a record; conditions of a query are ANDed. */
export const filterSchema = z.object({
  field: pathSchema,
  transformation: omittable(transformationSchema),
  operator: operatorSchema,
});
export type Filter = z.infer<typeof filterSchema>;

const queryFields = {
  endpoint: endpointSchema,
  mapping: omittable(jsonSchema.check(z.refine(hasShortPaths, 'has a path that is too long'))),
  filters: omittable(z.array(filterSchema)),
};

/** Which records of one endpoint, in which shape, with which linked records (one level). */
export const endpointQuerySchema = z.object({
  ...queryFields,
  links: omittable(z.array(z.object(queryFields))),
});
export type EndpointQuery = z.infer<typeof endpointQuerySchema>;

export const propertyQuerySchema = z.object({
  endpoints: z.array(endpointQuerySchema).check(z.minLength(1, 'must name at least one endpoint')),
  orderBy: omittable(pathSchema),
  ordering: omittable(z.string()),
  limit: omittable(countSchema(z.int().check(z.nonnegative()))),
});
export type PropertyQuery = z.infer<typeof propertyQuerySchema>;

/** The inner map of a data bundle: property name → query. */
export const bundleQuerySchema = recordOf(propertyQuerySchema);
export type BundleQuery = z.infer<typeof bundleQuerySchema>;

/** What a function asks for: `{ name, bundle: { <property>: query } }`. */
export const dataBundleSchema = z.object({
  name: z.string().check(z.regex(/^[0-9a-zA-Z-]+$/, 'must be letters, digits or "-"')),
  bundle: bundleQuerySchema,
});

/** Every endpoint a bundle reads, links included, without repeats. */
export function bundleEndpoints(bundle: BundleQuery): readonly string[] {
  const queries = Object.values(bundle).flatMap((property) => property.endpoints);
  return [
    ...new Set(queries.flatMap((query) => [query, ...(query.links ?? [])]).map((query) => query.endpoint)),
  ];
}
