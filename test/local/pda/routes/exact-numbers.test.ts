import { pdaOfFile } from '../../../support/pda-of-file.ts';
import type { Problem } from '../../../support/start-pda.ts';

describe('numbers that JavaScript cannot hold', () => {
  const here = pdaOfFile();
  /** Beyond 2^53; no two tests have the same one. */
  let id: string;
  let data: string;
  /** As PostgreSQL writes them. */
  let stored: readonly string[];
  let tests = 10;
  beforeEach(() => {
    id = `1234567890123456${tests++}9`;
    data = `{"id":${id},"price":1.10,"far":1e400,"near":[-0.000000012300]}`;
    stored = [`"id":${id}`, `"far":1${'0'.repeat(400)}`, '"near":[-0.000000012300]', '"price":1.10'];
  });

  const textOf = async (route: string, body?: string): Promise<string> => {
    const [method = '', path = ''] = route.split(' ');
    const { pda, token } = here.owner;
    const headers = { host: pda, 'x-auth-token': token, 'content-type': 'application/json' };
    const reply = await here.pda.embedded.routes.request(path, { method, headers, body: body ?? null });
    return reply.text();
  };
  const shown = (text: string) =>
    ['id', 'far', 'near', 'price'].map((key) => new RegExp(`"${key}":[^,}]+`).exec(text)?.[0]);
  const recordId = (text: string) => /"recordId":"([^"]+)"/.exec(text)?.[1];

  it('come back from where they were posted, digit by digit', async () => {
    const saved = await textOf(`POST ${here.place}`, data);

    const read = await textOf(`GET ${here.place}?orderBy=id`);
    const record = await textOf(`GET /api/v2.6/data-record/${recordId(saved)}`);

    expect(saved).toContain(`"data":${data}`);
    expect([shown(read), shown(record)]).toEqual([stored, stored]);
  });

  it('come through batches, and through updates', async () => {
    const endpoint = `"endpoint":"${here.endpoint}"`;
    const saved = await textOf('POST /api/v2.6/data-batch', `[{${endpoint},"data":${data}}]`);
    const change = `[{${endpoint},"recordId":"${recordId(saved)}","data":{"id":${id}0,"more":${data}}}]`;

    const updated = await textOf('PUT /api/v2.6/data', change);
    const read = await textOf(`GET ${here.place}`);

    expect(saved).toContain(`"data":${data}`);
    expect([updated, read].map((text) => text.includes(`"id":${id}0,`))).toEqual([true, true]);
    expect(read).toContain(`{"id":${id},"far":1000`);
  });

  it('are found by their last digit, and tell records apart', async () => {
    await textOf(`POST ${here.place}`, `[{"id":${id}},{"id":${id.replace(/9$/, '8')}},{"id":${id}.0}]`);

    const searched = await textOf(`GET ${here.place}?id=${id}`);
    const again = await textOf(`POST ${here.place}`, `{"id":${id}}`);

    expect(searched.match(/"data":[^}]+}/g)).toEqual([`"data":{"id":${id}}`]);
    expect(JSON.parse(again).cause).toBe('Duplicate data - Duplicate data');
  });

  it('may be what bundles and combinators filter by, and stay so', async () => {
    await textOf(`POST ${here.place}`, `[{"id":${id}},{"id":${id.replace(/9$/, '8')}}]`);
    const operator = `{"operator":"contains","value":${id}}`;
    const endpoints = `[{"endpoint":"${here.endpoint}","filters":[{"field":"id","operator":${operator}}]}]`;
    await textOf('POST /api/v2.6/data-bundle/exact', `{"some":{"endpoints":${endpoints},"limit":1e1}}`);
    await textOf('POST /api/v2.6/combinator/exact', endpoints);

    const bundle = await textOf('GET /api/v2.6/data-bundle/exact');
    const structure = await textOf('GET /api/v2.6/data-bundle/exact/structure');
    const combinator = await textOf('GET /api/v2.6/combinator/exact');

    expect(structure).toContain(operator.slice(1, -1).split(',').at(-1));
    expect(structure).toContain('"limit":10}');
    expect([bundle, combinator].map((text) => text.match(/"id":\d+/g))).toEqual([
      [`"id":${id}`],
      [`"id":${id}`],
    ]);
  });

  it.each([
    ['{"a":[1,{"b":-1e131072}]}', 'a.1.b'],
    ['{"a":1.5e-16383}', 'a'],
    [`[0e-99999]`, '0'],
    ['1e999999999999', 'body'],
  ])('are refused by their place when no database holds them: %s', async (body, place) => {
    const reply = await here.pda.call<Problem>(`POST ${here.place}`, { ...here.owner, body });

    const most = '131072 digits before the point or 16383 after it';
    expect([reply.status, reply.body.message]).toEqual([
      400,
      `${place}: the number has more than ${most}; send it as text`,
    ]);
  });

  it('are taken up to what the database holds', async () => {
    const body = `[1e131071,0e999999,1e-16383,${'9'.repeat(131_072)}.${'9'.repeat(16_383)}]`;

    const reply = await here.pda.call(`POST ${here.place}`, { ...here.owner, body });

    expect(reply.status).toBe(201);
  });

  it('are refused when a small body would fill the database with their zeros', async () => {
    const body = `[[${Array.from({ length: 200 }, () => '1e131071').join()}]]`;

    const reply = await here.pda.call<Problem>(`POST ${here.place}`, { ...here.owner, body });

    expect([reply.status, reply.body.cause]).toEqual([
      413,
      'The numbers in the body, written without exponents, are longer than 16 MB',
    ]);
  });
});
