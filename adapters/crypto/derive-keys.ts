import { hkdfSync } from 'node:crypto';
import { EngineError } from '../../core/errors.ts';

const LEAST_BYTES = 32;

/** Keys for one purpose each, derived from the secret that all of the engine's processes share. */
export interface EngineKeys {
  readonly groups: Buffer;
  readonly tokens: Buffer;
}

/** @param secret at least 32 random bytes, the same in every process of one deployment */
export function deriveEngineKeys(secret: Uint8Array): EngineKeys {
  return { groups: derive(secret, 'groups'), tokens: derive(secret, 'tokens') };
}

/**
 * Key of the tenants' pseudonyms.
 * @param secret at least 32 random bytes, which the executor alone can read
 */
export function deriveTenantKey(secret: Uint8Array): Buffer {
  return derive(secret, 'tenants');
}

/** HKDF-SHA256, RFC 5869. */
function derive(secret: Uint8Array, purpose: string): Buffer {
  if (secret.length < LEAST_BYTES) {
    throw new EngineError(
      `A key of the engine has ${secret.length} bytes; it needs ${LEAST_BYTES} or more. Generate a new one.`,
    );
  }
  return Buffer.from(hkdfSync('sha256', secret, '', `she/${purpose}`, LEAST_BYTES));
}
