import { importSPKI, jwtVerify } from 'jose';
import * as z from 'zod/mini';
import { ENGINE_APPLICATION } from '../../core/canary/tokens.ts';
import type { Clock } from '../../core/ports.ts';

export interface AuthenticationDeps {
  /** The PDA's name. */
  readonly pda: string;
  /** SPKI in PEM. */
  readonly publicKey: () => Promise<string>;
  readonly now: Clock;
}

const claimsSchema = z.object({ application: z.literal(ENGINE_APPLICATION) });

/** Whose token it is: the engine's, somebody else's of this PDA, or nobody's. */
export async function bearerOf(
  { pda, publicKey, now }: AuthenticationDeps,
  token: string,
): Promise<'engine' | 'another' | 'nobody'> {
  const key = await importSPKI(await publicKey(), 'RS256');
  const options = { algorithms: ['RS256'], issuer: pda, requiredClaims: ['exp'], currentDate: now() };
  const verified = await jwtVerify(token, key, options).catch(() => undefined);
  if (!verified) return 'nobody';
  return claimsSchema.safeParse(verified.payload).success ? 'engine' : 'another';
}
