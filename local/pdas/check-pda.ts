import { lookup } from 'node:dns/promises';
import { decodeJwt, decodeProtectedHeader, importSPKI, jwtVerify } from 'jose';
import { isWithin, literalOf, reachOf } from '../../adapters/pda/address-policy.ts';
import { askKind, type PdaKind } from '../../adapters/pda/capabilities.ts';
import { Exchange } from '../../adapters/pda/exchange.ts';
import { HttpPublicKeys } from '../../adapters/pda/public-keys.ts';
import { EngineError, ExecutionFailure } from '../../core/errors.ts';
import type { Clock, PdaAccess } from '../../core/ports.ts';

/** A registration with which the engine could not work. */
export class PdaUnusable extends EngineError {
  override readonly name = 'PdaUnusable';
}

export interface PdaFound {
  readonly kind: PdaKind;
  /** When the token ends, if it does. */
  readonly tokenEnds?: Date;
  /** Whether the token is the owner's own, which ends when it is idle. */
  readonly isOwners: boolean;
}

const TIMEOUT_MS = 10_000;
/** Of no function, so that there is none such. What a PDA answers of it tells whether the token may read bundles. */
const BUNDLE = '/api/v2.6/data-bundle/she-registration-check';

/**
 * Looks whether a PDA is where it is said to be, is the one that is meant, and takes the token.
 * @throws PdaUnusable
 */
export async function checkPda(access: PdaAccess, now: Clock): Promise<PdaFound> {
  const claims = claimsOf(access);
  await checkName(access);
  const key = await unlessAway(access, () => new HttpPublicKeys(now).of(access, kidOf(access.token)));
  if (key === undefined)
    throw new PdaUnusable(
      `What answers at ${access.url} shows no public key of ${access.pda}: correct the domain or --url.`,
    );
  await checkToken(access, key, now());
  const startedAt = now().getTime();
  const exchange = new Exchange(access, () => startedAt + TIMEOUT_MS - now().getTime());
  const kind = await unlessAway(access, () => askKind(exchange));
  if (kind === 'plain') await unlessAway(access, () => askForBundle(exchange));
  return {
    kind,
    isOwners: claims.application === undefined,
    ...(claims.exp !== undefined && { tokenEnds: new Date(claims.exp * 1000) }),
  };
}

function claimsOf({ pda, token }: PdaAccess): ReturnType<typeof decodeJwt> {
  try {
    const claims = decodeJwt(token);
    if (claims.iss === pda) return claims;
  } catch {
    throw new PdaUnusable('The token is no token of a PDA: give the application token that it issued.');
  }
  throw new PdaUnusable(`The token is another PDA's: give the one that ${pda} issued to the engine.`);
}

function kidOf(token: string): string | undefined {
  return decodeProtectedHeader(token).kid;
}

/** The connection would be refused as well, without saying why. */
async function checkName({ url, nearby = false }: PdaAccess): Promise<void> {
  const parsed = new URL(url);
  if (literalOf(parsed) !== undefined) return;
  const found = await lookup(parsed.hostname, { all: true }).catch(() => []);
  if (found.length === 0)
    throw new PdaUnusable(`There is no address of ${parsed.hostname}: correct --url, or wait for its DNS.`);
  const reach = reachOf(parsed, nearby);
  if (!found.every(({ address }) => isWithin(reach, address)))
    throw new PdaUnusable(
      `${parsed.hostname} leads to addresses that are not of ${reach}: the engine connects to none of them.`,
    );
}

async function checkToken({ pda, token }: PdaAccess, key: string, currentDate: Date): Promise<void> {
  try {
    await jwtVerify(token, await importSPKI(key, 'RS256'), {
      algorithms: ['RS256'],
      issuer: pda,
      currentDate,
    });
  } catch {
    throw new PdaUnusable(
      `The token has ended, or ${pda} has not signed it: have the PDA issue another one to the engine.`,
    );
  }
}

async function askForBundle(exchange: Exchange): Promise<void> {
  const { status } = await exchange.send({ method: 'GET', path: BUNDLE });
  if (status === 401) throw new ExecutionFailure('PDA_REFUSED');
  if (status === 403)
    throw new PdaUnusable(
      "The token may not read bundles, which a plain PDA is read by: grant its application the owner's role.",
    );
  if (status >= 500) throw new ExecutionFailure('PDA_UNREACHABLE');
}

async function unlessAway<T>({ pda, url }: PdaAccess, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof ExecutionFailure)) throw error;
    throw new PdaUnusable(
      error.code === 'PDA_REFUSED'
        ? `${pda} does not take the token: have it issue an application token to the engine.`
        : `No PDA has answered at ${url}: start it, correct --url, or look whether its certificate is valid.`,
    );
  }
}
