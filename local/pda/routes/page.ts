import * as z from 'zod/mini';
import { pathSchema } from '../../../core/model/path.ts';
import type { RouteContext } from './access.ts';
import { describe } from './json-body.ts';
import { badRequest } from './problem.ts';

const count = z.pipe(
  z.string().check(z.regex(/^\d{1,9}$/, 'must be a whole number from 0')),
  z.transform(Number),
);

const pageSchema = z.object({
  orderBy: z.optional(pathSchema),
  ordering: z.optional(z.string()),
  skip: z._default(z.optional(count), 0),
  take: z._default(z.optional(count), 1000),
});

/** Names of the query parameters that say which records are read, and in which order. */
export const PAGE_PARAMETERS = Object.keys(pageSchema.shape);

/** Which part of a list the request asks for, and in which order; throws a 400 that names what cannot be read. */
export function pageOf(context: RouteContext): z.infer<typeof pageSchema> {
  const parsed = z.safeParse(pageSchema, context.req.query());
  if (!parsed.success) throw badRequest(describe(parsed.error));
  return parsed.data;
}
