import * as z from 'zod/mini';

/** A function's id: also part of three Lambda names, hence the reserved endings. */
export const functionIdSchema = z.string().check(
  z.regex(/^[a-z][a-z0-9-]{1,39}$/, 'must be 2 to 40 characters: a-z first, then a-z, 0-9 or "-"'),
  z.refine((id) => !/-(configuration|bundle)$/.test(id), 'must not end in "-configuration" or "-bundle"'),
);

/** A PDA's domain name, as its tokens' `iss` and its `Host` header carry it: `alice.localhost`. */
export const pdaNameSchema = z
  .string()
  .check(z.regex(/^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/, 'must be a lower-case domain name'));

/** First part of an endpoint; the unit of write permission. */
export const namespaceSchema = z.string().check(z.regex(/^[0-9a-z-]+$/, 'must be a-z, 0-9 or "-"'));

/** Where records lie, namespace first: `twitter/tweets`. */
export const endpointSchema = z
  .string()
  .check(z.regex(/^[0-9a-z-]+(\/[0-9a-z-]+)*$/, 'Endpoint invalid: a-z, 0-9, "-" between single "/"'));

export const versionSchema = z.string().check(z.regex(/^\d+\.\d+\.\d+$/, 'must be N.N.N'));

export const sha256Schema = z.string().check(z.regex(/^[0-9a-f]{64}$/, 'must be 64 lower-case hex digits'));
