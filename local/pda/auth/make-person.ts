import { randomBytes } from 'node:crypto';
import { hash } from '@node-rs/argon2';
import { exportPKCS8, exportSPKI, generateKeyPair } from 'jose';
import type { Person } from '../store/people.ts';

/** Makes a PDA's keys and hashes its password (Argon2id); nothing is stored yet. */
export async function makePerson({
  pda,
  password,
  ownerId,
}: {
  readonly pda: string;
  readonly password: string;
  readonly ownerId: string;
}): Promise<Person> {
  const [passwordHash, keys] = await Promise.all([
    hash(password),
    generateKeyPair('RS256', { extractable: true }),
  ]);
  return {
    name: pda,
    ownerId,
    passwordHash,
    privateKey: await exportPKCS8(keys.privateKey),
    publicKey: await exportSPKI(keys.publicKey),
    subjectKey: randomBytes(32).toString('base64url'),
  };
}
