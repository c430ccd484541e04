import { createHash } from 'node:crypto';
import { type Problem, startTestPda, type TestPda } from '../../../support/start-pda.ts';

/** Hex digits that no compression makes shorter than an index takes. */
function long(length: number): string {
  const blocks = Array.from({ length: Math.ceil(length / 64) }, (_, index) =>
    createHash('sha256').update(`${index}`).digest('hex'),
  );
  return blocks.join('').slice(0, length);
}

const QUERY = [{ endpoint: 'plug/rides' }];
const granting = (detail: string) => ({
  version: '1.0.0',
  permissions: { rolesGranted: [{ role: 'namespaceread', detail }] },
});
const record = (endpoint: string, links?: readonly object[]) => ({ endpoint, data: { endpoint }, links });

describe('a name that is longer than an index takes', () => {
  let pda: TestPda;

  beforeAll(async () => {
    pda = await startTestPda();
  }, 60_000);
  afterAll(() => pda.close());

  const call = (route: string, body: unknown) =>
    pda.call<Problem>(route, { pda: 'alice.localhost', token: pda.alice.ownerToken, body });

  it.each([
    [
      'a bundle',
      (name: string) => call(`POST /api/v2.6/data-bundle/${name}`, { rides: { endpoints: QUERY } }),
    ],
    ['a combinator', (name: string) => call(`POST /api/v2.6/combinator/${name}`, QUERY)],
    ['an application', (name: string) => call(`PUT /api/v2.6/applications/${name}`, granting('plug'))],
    ['a role', (name: string) => call('PUT /api/v2.6/applications/notables', granting(name))],
    ['an endpoint', (name: string) => call(`POST /api/v2.6/data/plug/${name}`, {})],
    ['a namespace', (name: string) => call(`POST /api/v2.6/data/${name}/plug`, {})],
    ['an endpoint in a batch', (name: string) => call('POST /api/v2.6/data-batch', [record(`plug/${name}`)])],
    [
      'an endpoint of a link',
      (name: string) => call('POST /api/v2.6/data-batch', [record('plug/rides', [record(`plug/${name}`)])]),
    ],
  ])('is refused for %s', async (_what, named) => {
    const reply = await named(long(6000));

    expect(reply.status).toBe(400);
    expect(JSON.stringify(reply.body)).toMatch(/longer than|must be/);
  });

  it('is not one of a thousand characters', async () => {
    const name = long(1000);

    const replies = [
      await call(`POST /api/v2.6/data-bundle/${name}`, { rides: { endpoints: QUERY } }),
      await call(`POST /api/v2.6/combinator/${name}`, QUERY),
      await call(`POST /api/v2.6/data/plug/${name.slice(5)}`, {}),
    ];

    expect(replies.map(({ status }) => status)).toEqual([201, 201, 201]);
  });
});
