import { createHash } from 'node:crypto';
import { exportPKCS8, exportSPKI, generateKeyPair } from 'jose';
import type { KeyPair, Person } from '../store/people.ts';

/** A new key pair for RS256. */
export async function makeKeyPair(): Promise<KeyPair> {
  const keys = await generateKeyPair('RS256', { extractable: true });
  return { privateKey: await exportPKCS8(keys.privateKey), publicKey: await exportSPKI(keys.publicKey) };
}

/** Name of a key in tokens (`kid`): the hash of the public key, so that it need not be kept anywhere. */
export function keyId(publicKey: string): string {
  return createHash('sha256').update(publicKey).digest('base64url');
}

/**
 * PEM of the key that a token names: the current one, or an earlier one that tokens may still be signed with. Tokens
 * of earlier versions name none; they were signed before the first change of keys.
 */
export function keyNamed(person: Person, kid: string | undefined, now: Date): string | undefined {
  const keys = [...person.earlierKeys.filter(({ until }) => until > now), person].map(
    ({ publicKey }) => publicKey,
  );
  return kid === undefined ? keys[0] : keys.find((key) => keyId(key) === kid);
}
