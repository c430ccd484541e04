import { randomUUID } from 'node:crypto';
import { Client } from 'pg';

/** Where empty PostgreSQL databases come from. */
export interface Databases {
  /** @returns the URL of a new one */
  createDatabase(): Promise<string>;
  /** Drops what was made. */
  close(): Promise<void>;
}

/** As the embedded PDA wants it. */
const FITTING = "lc_collate 'C' lc_ctype 'C.UTF-8' encoding 'UTF8'";

/** Databases of a server that runs; the user of the URL must be allowed to create them. */
export function databasesAt(url: string): Databases {
  const made: string[] = [];
  return {
    createDatabase: async () => {
      const name = `she_fuzz_${randomUUID().replaceAll('-', '')}`;
      await run(url, `create database ${name} template template0 ${FITTING}`);
      made.push(name);
      const { search } = new URL(url);
      return url.slice(0, url.length - search.length).replace(/[^/]*$/, name) + search;
    },
    close: async () => {
      for (const name of made) await run(url, `drop database ${name} with (force)`);
    },
  };
}

async function run(connectionString: string, statement: string): Promise<void> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
