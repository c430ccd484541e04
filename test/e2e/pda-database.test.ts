import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { type EngineProcess, startEngineProcess } from '../support/engine-process.ts';
import { findPostgres, type PostgresServer } from '../support/postgres-server.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { stopsOf, walk } from '../support/walk-through.ts';

const found = findPostgres();
const isThere = 'start' in found;
if (!isThere) {
  process.stderr.write(`SKIPPED PostgreSQL: ${found.missing}. docs/pda-database.md would have been typed.\n`);
}

(isThere ? describe : describe.skip)('docs/pda-database.md', () => {
  const folder = temporaryFolder();
  const suffix = randomUUID().slice(0, 8);
  let server: PostgresServer;
  let engine: EngineProcess | undefined;
  /** As its administrator. */
  let place: URL;

  beforeAll(async () => {
    if (isThere) server = await found.start();
    place = new URL(await server.createDatabase());
  }, 60_000);
  afterAll(async () => {
    await engine?.end('SIGTERM');
    await type(['dropdb --if-exists she_pdas_restored\ndropdb --if-exists she_pdas\ndropuser she_engine']);
    await server.close();
  });

  /** By which the programs of PostgreSQL find the server. */
  const whereTheServerIs = () => ({
    PGHOST: place.searchParams.get('host') ?? place.hostname,
    ...(place.port && { PGPORT: place.port }),
    PGUSER: place.searchParams.get('user') ?? decodeURIComponent(place.username),
    PGPASSWORD: decodeURIComponent(place.password),
  });
  const here = (commands: string) =>
    commands
      .replaceAll(/she_(engine|pdas_restored|pdas(?!\.dump))/g, `she_$1_${suffix}`)
      .replaceAll(/(\S+\.(ndjson|dump))/g, (name) => name.replace(/[^=]+$/, (file) => join(folder, file)));
  const type = (commands: readonly string[]) => {
    const env = { SHE_URL: engine?.url, SHE_PDA_DATABASE_URL: '', ...whereTheServerIs() };
    return walk(
      commands.map((lines) => ({ commands: here(lines) })),
      env,
    );
  };
  const notesOf = async () => {
    const alice = await engine?.as('alice');
    const notes = await alice?.get('/api/v2.6/data/rumpel/notablesv1?take=10000');
    return (notes as { data: unknown }[]).map(({ data }) => data);
  };

  it('moves a PDA into a server, and back out of a backup, when it is typed as it stands', async () => {
    const [make = '', take = '', start = '', bring = '', ...backup] = stopsOf('docs/pda-database.md').map(
      ({ commands }) => commands,
    );
    engine = await startEngineProcess(join(folder, 'embedded'));
    const before = await notesOf();
    const made = await type([make, take]);
    await engine.end('SIGTERM');
    const [, url = '', args = ''] =
      /^SHE_PDA_DATABASE_URL='(.+)' npx she start --data-dir \S+ (.*)$/m.exec(start) ?? [];
    const there = whereTheServerIs();
    const env = { ...there, SHE_PDA_DATABASE_URL: here(url).replace('/run/postgresql', there.PGHOST) };
    engine = await startEngineProcess(join(folder, 'server'), { env, args: args.split(' ') });
    const brought = await type([bring]);
    const after = await notesOf();
    const saved = await type([...backup, 'psql -Atc "select count(*) > 100 from record" she_pdas_restored']);

    expect([made, brought, saved]).toEqual(
      [made, brought, saved].map(({ printed, errors }) => ({ code: 0, printed, errors })),
    );
    expect(before.length).toBeGreaterThan(50);
    expect(after).toEqual(before);
    expect(saved.printed.at(-1)).toBe('t\n');
  }, 300_000);
});
