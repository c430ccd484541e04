import * as z from 'zod/mini';

/** Times are in seconds since 1970; `Date` ends a little after 275,000 years. */
const timeSchema = z.number().check(z.gte(0), z.lte(8_640_000_000_000));

const claimsSchema = z.object({
  iss: z.string(),
  iat: z.optional(timeSchema),
  exp: z.optional(timeSchema),
  application: z.optional(z.string()),
  accessScope: z.optional(z.string()),
  resource: z.optional(z.string()),
});

export type TokenClaims = z.infer<typeof claimsSchema>;

/** What a token of a PDA says of itself; nobody has looked here who signed it. @returns undefined when it is none */
export function tokenClaims(token: string): TokenClaims | undefined {
  try {
    const claims = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString();
    return claimsSchema.safeParse(JSON.parse(claims)).data;
  } catch {
    return undefined;
  }
}

/** When a token ends, if it says so; ISO 8601. */
export function tokenEnd(token: string): string | undefined {
  const exp = tokenClaims(token)?.exp;
  return exp === undefined ? undefined : new Date(exp * 1000).toISOString();
}
