import { errors, importSPKI, type JWTPayload, jwtVerify } from 'jose';
import * as z from 'zod/mini';
import type { PdaAccess } from '../../core/ports.ts';

/** The keys that registered PDAs show. */
export interface PublicKeys {
  /**
   * PEM of the key called `kid`, else of the current one; undefined when the PDA has none such.
   * @throws ExecutionFailure PDA_UNREACHABLE
   */
  of(access: PdaAccess, kid: string | undefined): Promise<string | undefined>;
  /** The same, asked for anew, unless it was a moment ago. */
  renewed(access: PdaAccess, kid: string | undefined): Promise<string | undefined>;
  /** A token that names `kid` is good by this key: the key counts for more than what anybody may ask for. */
  verified(access: PdaAccess, kid: string | undefined, pem: string): void;
}

/** Who is said to have signed, with which key, and the time. */
export interface Asked {
  readonly access: PdaAccess;
  readonly kid: string | undefined;
  readonly now: Date;
}

/** Whom a verified token was issued to. */
export type TokenOwner = { readonly application: string } | { readonly role: 'owner' | 'platform' };

/** A token not used for this long is void, however long it was issued for. */
const IDLE = '3 days';

/** Seconds that a PDA's clock may differ from the engine's. */
const CLOCK_TOLERANCE = 60;

const applicationClaims = z.object({ application: z.string().check(z.minLength(1), z.maxLength(200)) });

const userClaims = z.object({
  application: z.optional(z.undefined()),
  resource: z.string(),
  accessScope: z.pipe(z.string().check(z.toLowerCase()), z.enum(['owner', 'platform'])),
});

/**
 * Checks signature (RS256 alone), issuer, time and purpose.
 * @throws ExecutionFailure PDA_UNREACHABLE
 */
export async function verifyToken(
  keys: PublicKeys,
  token: string,
  asked: Asked,
): Promise<TokenOwner | 'invalid' | 'keyless'> {
  const { access, kid } = asked;
  const key = await keys.of(access, kid);
  if (!key) return 'keyless';
  const first = await claimsOf(token, key, asked);
  if (first !== 'notSigned') return owned(keys, asked, { claims: first, key });
  // The PDA may have a new key by now: those of the reference have no names for their keys.
  const renewed = await keys.renewed(access, kid);
  if (!renewed || renewed === key) return 'invalid';
  const second = await claimsOf(token, renewed, asked);
  return second === 'notSigned' ? 'invalid' : owned(keys, asked, { claims: second, key: renewed });
}

function owned(
  keys: PublicKeys,
  { access, kid }: Asked,
  { claims, key }: { readonly claims: JWTPayload | undefined; readonly key: string },
): TokenOwner | 'invalid' {
  if (!claims) return 'invalid';
  keys.verified(access, kid, key);
  return ownerOf(claims, access.pda);
}

async function claimsOf(
  token: string,
  key: string,
  asked: Asked,
): Promise<JWTPayload | 'notSigned' | undefined> {
  try {
    const { payload } = await jwtVerify(token, await importSPKI(key, 'RS256'), {
      algorithms: ['RS256'],
      issuer: asked.access.pda,
      maxTokenAge: IDLE,
      clockTolerance: CLOCK_TOLERANCE,
      requiredClaims: ['exp'],
      currentDate: asked.now,
    });
    return payload;
  } catch (error) {
    return error instanceof errors.JWSSignatureVerificationFailed ? 'notSigned' : undefined;
  }
}

function ownerOf(payload: JWTPayload, pda: string): TokenOwner | 'invalid' {
  const application = applicationClaims.safeParse(payload);
  if (application.success) return { application: application.data.application };
  const user = userClaims.safeParse(payload);
  return user.success && user.data.resource === pda ? { role: user.data.accessScope } : 'invalid';
}
