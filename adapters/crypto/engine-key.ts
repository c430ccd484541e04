import { hkdfSync } from 'node:crypto';
import { EngineError } from '../../core/errors.ts';

const LEAST_BYTES = 32;

/** Keys for one purpose each, derived from the engine's one secret (HKDF-SHA256, RFC 5869). */
export interface EngineKeys {
  readonly pseudonyms: Buffer;
  readonly tokens: Buffer;
}

/** @param secret at least 32 random bytes, the same in every process of one deployment */
export function deriveEngineKeys(secret: Uint8Array): EngineKeys {
  if (secret.length < LEAST_BYTES) {
    throw new EngineError(
      `The engine's key has ${secret.length} bytes; it needs ${LEAST_BYTES} or more. Generate a new one.`,
    );
  }
  const derive = (purpose: string) =>
    Buffer.from(hkdfSync('sha256', secret, '', `she/${purpose}`, LEAST_BYTES));
  return { pseudonyms: derive('pseudonyms'), tokens: derive('tokens') };
}
