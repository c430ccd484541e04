import { openPostgres } from '../../../../../local/pda/store/postgres-database.ts';
import { prepareSchema } from '../../../../../local/pda/store/schema/prepare.ts';
import { findPostgres } from '../../../../support/postgres-server.ts';

const ENGINES = 5;
const found = findPostgres();
if ('missing' in found) {
  process.stderr.write(`SKIPPED PostgreSQL: ${found.missing}. Engines would have prepared it at once.\n`);
}

('start' in found ? describe : describe.skip)('engines that start on a new database at the same time', () => {
  it('all find it prepared', async () => {
    if (!('start' in found)) return;
    const server = await found.start();
    const url = await server.createDatabase();
    const engines = await Promise.all(Array.from({ length: ENGINES }, () => openPostgres(url)));

    const prepared = await Promise.allSettled(engines.map((engine) => prepareSchema(engine)));
    const people = await Promise.all(engines.map((engine) => engine.query('select name from pda')));

    await Promise.all(engines.map((engine) => engine.close()));
    await server.close();
    expect(prepared.map(({ status }) => status)).toEqual(Array(ENGINES).fill('fulfilled'));
    expect(people).toEqual(Array(ENGINES).fill([]));
  }, 60_000);
});
