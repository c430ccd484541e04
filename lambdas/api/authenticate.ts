import { decodeJwt, decodeProtectedHeader } from 'jose';
import * as z from 'zod/mini';
import { ExecutionFailure } from '../../core/errors.ts';
import { pdaNameSchema } from '../../core/model/names.ts';
import type { Holder, Role } from '../../core/model/role.ts';
import type { Clock, PdaAccess, PdaDirectory } from '../../core/ports.ts';
import { type PublicKeys, type TokenOwner, verifyToken } from './verify-token.ts';

export interface AuthenticationDeps {
  readonly directory: Pick<PdaDirectory, 'find'>;
  readonly publicKeys: PublicKeys;
  /**
   * Roles that the PDA's owner granted to an application; none when it is unknown or disabled.
   * @throws ExecutionFailure PDA_UNREACHABLE
   */
  readonly rolesOf: (access: PdaAccess, application: string) => Promise<readonly Role[]>;
  readonly now: Clock;
}

/** `caller` is the owner, the PDA itself (`platform`), or an application with the roles it was granted. */
export type Authentication =
  | { readonly kind: 'caller'; readonly pda: string; readonly caller: Holder }
  | ({ readonly kind: 'refused' } & Words)
  | ({ readonly kind: 'unavailable' } & Words);

interface Words {
  readonly cause: string;
  readonly remedy: string;
}

const LOG_IN = 'Log in again: GET /users/access_token with the headers username and password.';

const kidSchema = z.optional(z.string().check(z.minLength(1), z.maxLength(200)));

/**
 * Finds out who is asking, and about which PDA: the token's issuer must be a registered PDA, and its key must have
 * signed it.
 *
 * @param expected the PDA that was addressed, where the address tells
 */
export async function authenticate(
  deps: AuthenticationDeps,
  token: string | undefined,
  expected: string | undefined,
): Promise<Authentication> {
  if (!token) return refused('The header X-Auth-Token is missing.');
  const names = namesOf(token);
  if (!names) return refused('X-Auth-Token is no token of a PDA.');
  const { pda, kid } = names;
  const access = await deps.directory.find(pda);
  // Only of one that is registered is the name told: of any other it would be whatever somebody wrote there.
  if (!access) return refused('X-Auth-Token is of a PDA that is not registered with this engine.');
  if (expected && pda !== expected) return refused(`X-Auth-Token is of ${pda}, not of ${expected}.`);
  try {
    return await askThePda(deps, { access, kid }, token);
  } catch (error) {
    if (!(error instanceof ExecutionFailure)) throw error;
    const cause = `${pda} did not answer, and nobody else can tell whether X-Auth-Token is valid.`;
    return { kind: 'unavailable', cause, remedy: 'Try again in a minute; check that the PDA is up.' };
  }
}

async function askThePda(
  deps: AuthenticationDeps,
  { access, kid }: { readonly access: PdaAccess; readonly kid: string | undefined },
  token: string,
): Promise<Authentication> {
  const { pda } = access;
  const verdict = await verifyToken(deps.publicKeys, token, { access, kid, now: deps.now() });
  if (verdict === 'keyless') return refused(`${pda} has no public key to check this token with.`);
  if (verdict === 'invalid')
    return refused('X-Auth-Token has expired, is for another service, or was not signed by its PDA.');
  return { kind: 'caller', pda, caller: await holderOf(deps, access, verdict) };
}

async function holderOf(deps: AuthenticationDeps, access: PdaAccess, owner: TokenOwner): Promise<Holder> {
  if (!('application' in owner)) return { roles: [owner] };
  const { application } = owner;
  return { application, roles: await deps.rolesOf(access, application) };
}

/** What a token says of itself: which PDA to ask, for which of its keys. */
function namesOf(token: string) {
  try {
    const pda = pdaNameSchema.safeParse(decodeJwt(token).iss).data;
    const kid = kidSchema.safeParse(decodeProtectedHeader(token).kid);
    return pda !== undefined && kid.success ? { pda, kid: kid.data } : undefined;
  } catch {
    return undefined;
  }
}

function refused(cause: string): Authentication {
  return { kind: 'refused', cause, remedy: LOG_IN };
}
