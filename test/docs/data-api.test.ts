import { readFile } from 'node:fs/promises';
import { pdaOfFile } from '../support/pda-of-file.ts';

/** Routes of the engine alone; docs/openapi describes them. */
const ENGINES = ['/data-window', '/data-derived'];

describe('docs/data-api.md', () => {
  const here = pdaOfFile();

  /** The data API's routes as the PDA serves them under a prefix, such as `GET /data/:namespace/:endpoint`. */
  const served = (prefix: string) => {
    const calls = here.pda.embedded.routes.routes
      .filter(
        ({ path }) => /^\/(data|combinator)/.test(path.replace(prefix, '')) && path.startsWith(`${prefix}/`),
      )
      .map(({ method, path }) => `${method} ${path.replace(prefix, '').replace(/\{.*\}/, '')}`)
      .filter((call) => !ENGINES.some((route) => call.endsWith(route)));
    return [...new Set(calls)].sort();
  };

  it('tells of every route there is, and of no other', async () => {
    const text = await readFile(new URL('../../docs/data-api.md', import.meta.url), 'utf8');

    const table = text.split('\n').filter((line) => /^\| `[A-Z]+ \//.test(line));
    const calls = table.flatMap((row) =>
      [...row.matchAll(/`([A-Z]+ \/[^`?]+)[`?]/g)].map(([, call]) => call),
    );

    expect([...new Set(calls)].sort()).toEqual(served('/api/v2.6'));
    expect(served('/api/v2.6').length).toBeGreaterThan(10);
  });

  it.each(['/api/v2', '/api/v2.0'])('the routes go by %s, too', (prefix) => {
    expect(served(prefix)).toEqual(served('/api/v2.6'));
  });
});
