import { randomBytes } from 'node:crypto';
import { hash } from '@node-rs/argon2';
import type { Person } from '../store/people.ts';
import { makeKeyPair } from './key-pair.ts';

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
  const [passwordHash, keys] = await Promise.all([hash(password), makeKeyPair()]);
  return {
    name: pda,
    ownerId,
    passwordHash,
    ...keys,
    subjectKey: randomBytes(32).toString('base64url'),
    earlierKeys: [],
  };
}
