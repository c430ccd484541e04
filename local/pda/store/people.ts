import type { Database } from './sql.ts';

/** A person's PDA as stored; the keys sign and encrypt this PDA's tokens only. */
export interface Person {
  readonly name: string;
  readonly ownerId: string;
  readonly passwordHash: string;
  /** PKCS #8, PEM. */
  readonly privateKey: string;
  /** SPKI, PEM. */
  readonly publicKey: string;
  /** 256 bits, base64url. */
  readonly subjectKey: string;
}

/** The PDAs of one database. */
export class People {
  readonly #database: Database;
  readonly #found = new Map<string, Person>();

  constructor(database: Database) {
    this.#database = database;
  }

  /** @returns false when the name is taken; nothing changes then. */
  async add(person: Person, created: Date): Promise<boolean> {
    const rows = await this.#database.query(
      `insert into pda (name, created, owner_id, password_hash, private_key, public_key, subject_key)
       values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing returning name`,
      [
        person.name,
        created.toISOString(),
        person.ownerId,
        person.passwordHash,
        person.privateKey,
        person.publicKey,
        person.subjectKey,
      ],
    );
    return rows.length === 1;
  }

  async find(name: string): Promise<Person | undefined> {
    const known = this.#found.get(name);
    if (known) return known;
    const [person] = await this.#database.query<Person>(
      `select name, owner_id as "ownerId", password_hash as "passwordHash", private_key as "privateKey",
              public_key as "publicKey", subject_key as "subjectKey"
       from pda where name = $1`,
      [name],
    );
    if (person) this.#found.set(name, person);
    return person;
  }

  async names(): Promise<readonly string[]> {
    const rows = await this.#database.query<{ name: string }>('select name from pda order by name');
    return rows.map(({ name }) => name);
  }
}
