import { EngineClient } from '../../../../local/http/engine-client.ts';
import { Origin } from '../../../../local/import/exported/origin.ts';
import type { ImportRecord } from '../../../../local/import/import-item.ts';
import {
  type HttpAnswer,
  type HttpRequest,
  type HttpServer,
  startHttpServer,
} from '../../../support/http-server.ts';

let server: HttpServer;

afterEach(() => server.close());

const idOf = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const ok = (body: unknown): HttpAnswer => ({ status: 200, body: JSON.stringify(body) });

/** A PDA that holds records of these ids at a/b. */
async function originWith(ids: readonly string[], sources: HttpAnswer = ok({ a: ['b'] })): Promise<Origin> {
  server = await startHttpServer(({ path }: HttpRequest) => {
    if (path === '/api/v2.6/data/sources') return sources;
    if (path.startsWith('/api/v2.6/data/a/b')) return ok(ids.map((recordId) => ({ recordId, data: 1 })));
    const isHeld = ids.includes(path.replace('/api/v2.6/data-record/', ''));
    return isHeld ? ok({}) : { status: 400, body: '{"message":"Data Missing"}' };
  });
  return new Origin(new EngineClient({ url: server.url, pda: 'alice.localhost' }));
}

function records(count: number, endpoint = 'a/b'): ImportRecord[] {
  return Array.from({ length: count }, (_, number) => ({
    kind: 'record',
    where: `line ${number}`,
    endpoint,
    recordId: idOf(number),
    data: number,
  }));
}

const singly = () => server.requests.filter(({ path }) => path.includes('/data-record/')).length;

describe('Origin', () => {
  it('leaves out what the PDA holds under the same id, and nothing else', async () => {
    const origin = await originWith([idOf(1)]);

    const strangers = await origin.without(records(3));

    expect(strangers.map(({ data }) => data)).toEqual([0, 2]);
  });

  it('asks for no record of an endpoint that was empty', async () => {
    const origin = await originWith([idOf(1)], ok({ a: ['c'] }));

    const strangers = await origin.without(records(3));

    expect(strangers).toHaveLength(3);
    expect(server.requests).toHaveLength(1);
  });

  it('asks for each where the PDA does not tell what it holds', async () => {
    const origin = await originWith([idOf(1)], { status: 403, body: '{}' });

    const strangers = await origin.without(records(3));

    expect(strangers).toHaveLength(2);
  });

  it('of many asks only for those that the endpoint seems to hold', async () => {
    const origin = await originWith([idOf(1), idOf(1500)]);

    const strangers = await origin.without(records(2000));

    expect(strangers).toHaveLength(1998);
    expect(singly()).toBe(1001);
  });
});
