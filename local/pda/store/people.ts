import type { Database, Sql } from './sql.ts';

export interface KeyPair {
  /** PKCS #8, PEM. */
  readonly privateKey: string;
  /** SPKI, PEM. */
  readonly publicKey: string;
}

/** A key that signs no more; `until` then the tokens it signed may be in use. */
export interface EarlierKey {
  readonly publicKey: string;
  readonly until: Date;
}

/** A person's PDA as stored; the keys sign and encrypt this PDA's tokens only. */
export interface Person extends KeyPair {
  readonly name: string;
  readonly ownerId: string;
  readonly passwordHash: string;
  /** 256 bits, base64url. */
  readonly subjectKey: string;
  /** Oldest first. */
  readonly earlierKeys: readonly EarlierKey[];
}

/** The PDAs of one database. */
export class People {
  readonly #database: Database;
  readonly #found = new Map<string, Person>();
  /** Grows with each change, so that what was read before one is not taken for what is there after it. */
  #changes = 0;

  constructor(database: Database) {
    this.#database = database;
  }

  /** @returns false when the name is taken; nothing changes then. */
  async add(person: Omit<Person, 'earlierKeys'>, created: Date): Promise<boolean> {
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
    const changes = this.#changes;
    const person = await readPerson(this.#database, name);
    if (person && changes === this.#changes) this.#found.set(name, person);
    return person;
  }

  /**
   * Signs with `keys` from now on; what the PDA signed with before goes on verifying until `until`. Does nothing
   * when somebody else has just changed them.
   */
  async changeKeys(
    person: Person,
    keys: KeyPair,
    { now, until }: { readonly now: Date; readonly until: Date },
  ): Promise<void> {
    const { name, publicKey } = person;
    await this.#database.transaction(async (sql) => {
      const changed = await sql.query(
        'update pda set private_key = $3, public_key = $4 where name = $1 and public_key = $2 returning name',
        [name, publicKey, keys.privateKey, keys.publicKey],
      );
      if (changed.length === 0) return;
      await sql.query('delete from earlier_key where pda = $1 and until <= $2::timestamptz', [
        name,
        now.toISOString(),
      ]);
      await sql.query('insert into earlier_key (pda, public_key, until) values ($1, $2, $3)', [
        name,
        publicKey,
        until.toISOString(),
      ]);
    });
    this.#changes += 1;
    this.#found.delete(name);
  }

  /** Others may have changed them. */
  forget(): void {
    this.#changes += 1;
    this.#found.clear();
  }

  async names(): Promise<readonly string[]> {
    const rows = await this.#database.query<{ name: string }>('select name from pda order by name');
    return rows.map(({ name }) => name);
  }
}

async function readPerson(sql: Sql, name: string): Promise<Person | undefined> {
  const [row] = await sql.query<Omit<Person, 'earlierKeys'> & { readonly earlierKeys: string }>(
    `select name, owner_id as "ownerId", password_hash as "passwordHash", private_key as "privateKey",
            public_key as "publicKey", subject_key as "subjectKey",
            (select coalesce(jsonb_agg(jsonb_build_array(k.public_key, k.until) order by k.until), '[]')::text
             from earlier_key k where k.pda = name) as "earlierKeys"
     from pda where name = $1`,
    [name],
  );
  if (!row) return undefined;
  const earlier: readonly (readonly [string, string])[] = JSON.parse(row.earlierKeys);
  return {
    ...row,
    earlierKeys: earlier.map(([publicKey, until]) => ({ publicKey, until: new Date(until) })),
  };
}
