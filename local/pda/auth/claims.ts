import * as z from 'zod/mini';
import type { Holder } from '../../../core/model/role.ts';
import type { Person } from '../store/people.ts';

/** Id under which the engine is known as an application; no other may be called so. */
export const ENGINE = 'she';

export const DAY_S = 86_400;
const IDLE_S = 3 * DAY_S;

export const claimsSchema = z.object({
  iss: z.string(),
  sub: z.string(),
  jti: z.string(),
  iat: z.int(),
  exp: z.int(),
  resource: z.optional(z.string()),
  accessScope: z.optional(z.string()),
  application: z.optional(z.string()),
  applicationVersion: z.optional(z.string()),
});
export type Claims = z.infer<typeof claimsSchema>;

/**
 * Whom the claims of a valid token speak for, or undefined for nobody. Which roles an application has is the PDA's
 * to say: it has none here. The engine keeps no session that could go idle.
 */
export function holderOf(claims: Claims, person: Person, now: Date): Holder | undefined {
  const { application, resource } = claims;
  if (application === ENGINE) return { roles: [{ role: 'engine' }] };
  if (seconds(now) - claims.iat > IDLE_S) return undefined;
  if (application !== undefined) return { application, roles: [] };
  const scope = claims.accessScope?.toLowerCase();
  if (scope === 'validate') return { roles: [{ role: scope }] };
  if (resource !== person.name) return undefined;
  return scope === 'owner' || scope === 'platform' ? { roles: [{ role: scope }] } : undefined;
}

export function seconds(date: Date): number {
  return Math.floor(date.getTime() / 1000);
}
