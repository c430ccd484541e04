import { decodeJwt, importSPKI, jwtVerify } from 'jose';
import * as z from 'zod/mini';
import { pdaNameSchema } from '../../core/model/names.ts';
import type { Clock, PdaDirectory } from '../../core/ports.ts';

export interface AuthenticationDeps {
  readonly directory: PdaDirectory;
  /** PEM of a registered PDA's public key; undefined when it has none. */
  readonly publicKey: (pda: string) => Promise<string | undefined>;
  readonly now: Clock;
}

export type Authentication =
  | { readonly kind: 'owner'; readonly pda: string }
  | { readonly kind: 'refused'; readonly cause: string; readonly remedy: string };

const LOG_IN = 'Log in again: GET /users/access_token with the headers username and password.';

/** A token not used for this long is void, however long it was issued for. */
const IDLE = '3 days';

/** Seconds that a PDA's clock may differ from the engine's. */
const CLOCK_TOLERANCE = 60;

const ownerClaimsSchema = z.object({
  accessScope: z.literal('owner'),
  application: z.optional(z.undefined()),
  resource: z.string(),
});

/**
 * Finds out whose owner is asking: the token's issuer must be a registered PDA, and its key must have signed it.
 *
 * @param expected the PDA that was addressed, where the address tells
 */
export async function authenticate(
  deps: AuthenticationDeps,
  token: string | undefined,
  expected: string | undefined,
): Promise<Authentication> {
  if (!token) return refused('The header X-Auth-Token is missing.');
  const pda = issuerOf(token);
  if (!pda) return refused('X-Auth-Token is no token of a PDA.');
  // Only of one that is registered is the name told: of any other it would be whatever somebody wrote there.
  if (!(await deps.directory.find(pda)))
    return refused('X-Auth-Token is of a PDA that is not registered with this engine.');
  if (expected && pda !== expected) return refused(`X-Auth-Token is of ${pda}, not of ${expected}.`);
  const key = await deps.publicKey(pda);
  if (!key) return refused(`${pda} has no public key to check tokens with.`);
  return (await isOwners(token, { pda, key, now: deps.now() }))
    ? { kind: 'owner', pda }
    : refused("X-Auth-Token has expired, is not the owner's, or was not signed by its PDA.");
}

async function isOwners(token: string, by: { pda: string; key: string; now: Date }): Promise<boolean> {
  try {
    const verified = await jwtVerify(token, await importSPKI(by.key, 'RS256'), {
      algorithms: ['RS256'],
      issuer: by.pda,
      maxTokenAge: IDLE,
      clockTolerance: CLOCK_TOLERANCE,
      requiredClaims: ['exp'],
      currentDate: by.now,
    });
    const claims = ownerClaimsSchema.safeParse(verified.payload);
    return claims.success && claims.data.resource === by.pda;
  } catch {
    return false;
  }
}

function issuerOf(token: string): string | undefined {
  try {
    return pdaNameSchema.safeParse(decodeJwt(token).iss).data;
  } catch {
    return undefined;
  }
}

function refused(cause: string): Authentication {
  return { kind: 'refused', cause, remedy: LOG_IN };
}
