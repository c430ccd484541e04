/** The tokens that the canary's PDA signs, as HAT v2.6 has them. */
export interface CanaryClaims {
  readonly [claim: string]: string | number;
  readonly iss: string;
  readonly sub: string;
  readonly jti: string;
  /** Seconds since 1970, as is `exp`. */
  readonly iat: number;
  readonly exp: number;
}

export interface Issue {
  readonly pda: string;
  readonly now: Date;
  readonly id: string;
}

/** Under which the engine is an application of every PDA. */
export const ENGINE_APPLICATION = 'she';

const HOUR_S = 3_600;
/** It is replaced every day. */
const ENGINE_TOKEN_S = 7 * 24 * HOUR_S;

/** By which the canary's owner speaks to the engine; a beat makes its own. */
export function ownersClaims(issue: Issue): CanaryClaims {
  return { ...claims(issue, HOUR_S), resource: issue.pda, accessScope: 'owner' };
}

/** By which the engine speaks to the canary's PDA. */
export function enginesClaims(issue: Issue): CanaryClaims {
  const application = { application: ENGINE_APPLICATION, applicationVersion: '1.0.0' };
  return { ...claims(issue, ENGINE_TOKEN_S), ...application };
}

function claims({ pda, now, id }: Issue, seconds: number): CanaryClaims {
  const iat = Math.floor(now.getTime() / 1000);
  return { iss: pda, sub: 'canary', jti: id, iat, exp: iat + seconds };
}
