import { readFileSync } from 'node:fs';
import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Hono } from 'hono';
import { pdaOfFile } from '../../../support/pda-of-file.ts';
import { startTestPda } from '../../../support/start-pda.ts';

const FILE = new URL('../../../../docs/openapi/pda-additions.json', import.meta.url);
const description = JSON.parse(readFileSync(FILE, 'utf8'));
const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });

type Who = 'owner' | 'engine' | 'nobody';
const UUID = '11111111-1111-4111-8111-111111111111';
const WINDOW = { functionId: 'counter', bundle: { all: { endpoints: [{ endpoint: 'plug/rides' }] } } };
const UNEVALUABLE = { all: { endpoints: [{ endpoint: 'plug/rides', mapping: { x: 'a-b' } }] } };
const RECORD = { id: UUID, data: { total: 1 }, endpoint: 'she/rides', linkedRecords: [] };
const BATCH = { functionId: 'counter', executionId: UUID, fence: 2, chain: ['counter'], records: [RECORD] };
const GRANT = {
  version: '1.0.0',
  permissions: { rolesGranted: [{ role: 'namespaceread', detail: 'plug' }] },
};
/** Stands for a body larger than any route takes: its length is told, and nothing of it sent. */
const HUGE = 'huge';
const huge = { 'content-length': String(2 ** 30) };
const apps = '/api/v2.6/applications';

/** What is asked, by whom, and the answer that the description must have; in this order. */
const ANSWERS: readonly (readonly [route: string, who: Who, status: number, body?: unknown])[] = [
  ['GET /api/v2.6/she/capabilities', 'engine', 200],
  ['GET /api/v2.6/she/capabilities', 'owner', 200],
  ['GET /api/v2.6/she/capabilities', 'nobody', 401],
  ['GET /api/v2.6/she/capabilities/openapi.json', 'nobody', 200],
  ['POST /api/v2.6/data-window', 'engine', 200, WINDOW],
  ['POST /api/v2.6/data-window', 'engine', 400, { ...WINDOW, after: 'yesterday' }],
  ['POST /api/v2.6/data-window', 'engine', 400, { ...WINDOW, bundle: UNEVALUABLE }],
  ['POST /api/v2.6/data-window', 'nobody', 401, WINDOW],
  ['POST /api/v2.6/data-window', 'owner', 403, WINDOW],
  ['POST /api/v2.6/data-window', 'engine', 413, HUGE],
  ['POST /api/v2.6/data-derived', 'engine', 201, BATCH],
  ['POST /api/v2.6/data-derived', 'engine', 400, { ...BATCH, fence: -1 }],
  ['POST /api/v2.6/data-derived', 'nobody', 401, BATCH],
  ['POST /api/v2.6/data-derived', 'owner', 403, BATCH],
  ['POST /api/v2.6/data-derived', 'engine', 409, { ...BATCH, fence: 1 }],
  ['POST /api/v2.6/data-derived', 'engine', 413, HUGE],
  ['POST /api/v2.6/keys/rotate', 'owner', 201],
  ['POST /api/v2.6/keys/rotate', 'nobody', 401],
  ['POST /api/v2.6/keys/rotate', 'engine', 403],
  ['GET /publickey', 'nobody', 200],
  ['GET /publickey?kid=none', 'nobody', 404],
  [`GET ${apps}`, 'owner', 200],
  [`GET ${apps}`, 'nobody', 401],
  [`GET ${apps}`, 'engine', 403],
  [`PUT ${apps}/reader`, 'owner', 200, GRANT],
  [`PUT ${apps}/reader`, 'owner', 400, { version: 'one' }],
  [`PUT ${apps}/reader`, 'nobody', 401, GRANT],
  [`PUT ${apps}/reader`, 'engine', 403, GRANT],
  [`PUT ${apps}/reader`, 'owner', 413, HUGE],
  [`GET ${apps}/reader`, 'engine', 200],
  [`GET ${apps}/rea_der`, 'owner', 400],
  [`GET ${apps}/reader`, 'nobody', 401],
  [`GET ${apps}/writer`, 'engine', 404],
  [`GET ${apps}/reader/access-token`, 'owner', 200],
  [`GET ${apps}/rea_der/access-token`, 'owner', 400],
  [`GET ${apps}/reader/access-token`, 'nobody', 401],
  [`GET ${apps}/reader/access-token`, 'engine', 403],
  [`GET ${apps}/writer/access-token`, 'owner', 404],
  [`POST ${apps}/reader/disable`, 'owner', 200],
  [`POST ${apps}/rea_der/disable`, 'owner', 400],
  [`POST ${apps}/reader/disable`, 'nobody', 401],
  [`POST ${apps}/reader/disable`, 'engine', 403],
  [`POST ${apps}/writer/disable`, 'owner', 404],
];

/** Not to be had here: a full disk, a hundred keys; an engine's own token may read every application. */
const NOT_ASKED = [
  'POST /api/v2.6/data-derived 507',
  'POST /api/v2.6/keys/rotate 429',
  `GET ${apps}/{id} 403`,
];
/** A route of the engine's. */
const EVENTS = '/api/v2.6/she/events';

/** As the description names it: its path without query, ids as parameters. */
function described(route: string): { readonly method: string; readonly path: string } {
  const [method = '', address = ''] = route.split(' ');
  const path = address.split('?')[0]?.replace(/(?<=\/applications\/)[^/]+/, '{id}') ?? '';
  return { method: method.toLowerCase(), path };
}

interface Described {
  readonly $ref?: string;
  readonly content?: Readonly<Record<string, { readonly schema: object }>>;
}

/** What is wrong with a reply of that status, by the description. */
function faults({ method, path }: ReturnType<typeof described>, status: number, body: unknown): unknown {
  const given: Described | undefined = description.paths[path]?.[method]?.responses[status];
  if (!given) return `${method} ${path} ${status} is not described`;
  const name = given.$ref?.split('/').at(-1);
  const { content = {} }: Described = name ? description.components.responses[name] : given;
  const [type] = Object.values(content);
  return type ? faultsOf(type.schema, body) : undefined;
}

function faultsOf(schema: object, body: unknown): unknown {
  const matches = ajv.compile({ ...schema, components: description.components });
  return matches(body) ? undefined : matches.errors;
}

describe('the additions', () => {
  const here = pdaOfFile();
  const routesOf = (routes: Hono) =>
    new Set(
      routes.routes.filter(({ method }) => method !== 'ALL').map(({ method, path }) => `${method} ${path}`),
    );
  const DESCRIBED = Object.entries<Record<string, object>>(description.paths).flatMap(([path, methods]) =>
    ['get', 'put', 'post'].filter((method) => methods[method]).map((method) => ({ method, path })),
  );

  it('are described by an OpenAPI 3.1 file', async () => {
    const verdict = await new Validator().validate(structuredClone(description));

    expect(verdict).toEqual({ valid: true });
  });

  it('are described one and all, and nothing else is', async () => {
    const plain = await startTestPda({ additions: false });
    const spoken = routesOf(here.pda.embedded.routes);
    const added = [...spoken].filter((route) => !routesOf(plain.embedded.routes).has(route));
    await plain.close();

    const names = DESCRIBED.map(
      ({ method, path }) => `${method.toUpperCase()} ${path.replace('{id}', ':id')}`,
    );

    expect(names).toEqual(expect.arrayContaining(added));
    expect(names.filter((name) => !spoken.has(name))).toEqual([`POST ${EVENTS}`]);
    expect(added).toHaveLength(4);
  });

  // Rows of one length: for a parameter too many jest waits to be told that the test is done.
  const rows = ANSWERS.map(([route, who, status, body]) => [route, who, status, body] as const);

  it.each(rows)('answer %s by %s with %d as described', async (route, who, status, body) => {
    const caller = who === 'nobody' ? { pda: here.owner.pda } : here[who];
    await here.pda.call('POST /api/v2.6/data/plug/rides', { ...here.owner, body: { km: 3 } });

    const sent = body === HUGE ? { headers: huge } : { body };
    const reply = await here.pda.call(route, { ...caller, ...sent });

    expect(reply.status).toBe(status);
    expect(faults(described(route), status, reply.body)).toBeUndefined();
  });

  it('are described with no answer that nobody has asked for', () => {
    const asked = new Set(
      ANSWERS.map(([route, , status]) => {
        const { method, path } = described(route);
        return `${method.toUpperCase()} ${path} ${status}`;
      }),
    );

    const never = DESCRIBED.filter(({ path }) => path !== EVENTS)
      .flatMap(({ method, path }) =>
        Object.keys(description.paths[path][method].responses).map(
          (status) => `${method.toUpperCase()} ${path} ${status}`,
        ),
      )
      .filter((answer) => !asked.has(answer));

    expect(never.toSorted()).toEqual(NOT_ASKED.toSorted());
  });

  it('hold to the description what they tell the engine of saved records', async () => {
    await here.pda.call(`POST ${here.place}`, { ...here.owner, body: here.unique(1) });

    const event = await here.pda.eventAbout(here.endpoint);

    expect(faultsOf({ $ref: '#/components/schemas/DataEvent' }, event)).toBeUndefined();
    expect(event.chain).toEqual([]);
  });

  it('tell in windows when each record came', async () => {
    await here.pda.call(`POST ${here.place}`, { ...here.owner, body: here.unique(1) });
    const bundle = { all: { endpoints: [{ endpoint: here.endpoint }] } };

    const page = await here.pda.call<{ rows: readonly { created: string }[] }>('POST /api/v2.6/data-window', {
      ...here.engine,
      body: { functionId: 'counter', bundle },
    });

    expect(page.body.rows.map(({ created }) => created)).toEqual([here.now.toISOString()]);
  });
});
