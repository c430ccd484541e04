import { EngineClient } from '../../../local/http/engine-client.ts';
import type { Batch } from '../../../local/import/batches.ts';
import { Origin } from '../../../local/import/exported/origin.ts';
import type { ImportRecord } from '../../../local/import/import-item.ts';
import { RecordStore } from '../../../local/import/record-store.ts';
import {
  type HttpAnswer,
  type HttpRequest,
  type HttpServer,
  startHttpServer,
} from '../../support/http-server.ts';

let server: HttpServer;

afterEach(() => server.close());

const refusal = (status: number, cause: string): HttpAnswer => ({
  status,
  body: JSON.stringify({ message: 'Bad Request', cause, details: ['do otherwise'] }),
});

/** A PDA of which the tests say how it answers. */
async function storeAt(answer: (request: HttpRequest) => HttpAnswer): Promise<RecordStore> {
  server = await startHttpServer(answer);
  const client = new EngineClient({ url: server.url, pda: 'alice.localhost' });
  return new RecordStore(client, new Origin(client));
}

/** Refuses whole batches as PDAs of v2.6 do, of which only the embedded one knows `skipErrors` there. */
function plainPda(held: Set<unknown>, refuses: (data: unknown) => boolean = () => false) {
  return ({ body }: HttpRequest): HttpAnswer => {
    const records: { data: unknown }[] = JSON.parse(body);
    if (records.some(({ data }) => refuses(data))) return refusal(400, 'Bad Request');
    if (records.some(({ data }) => held.has(data))) {
      return refusal(400, 'Could not insert data - Duplicate data');
    }
    for (const { data } of records) held.add(data);
    return { status: 201, body };
  };
}

function whole(count: number): Batch {
  const records = Array.from({ length: count }, (_, data) => record({ data, sourceUniqueId: `${data}` }));
  return { endpoint: 'a/b', asWhole: true, records };
}

function record(part: Partial<ImportRecord>): ImportRecord {
  return { kind: 'record', where: `line ${part.data}`, endpoint: 'a/b', data: 0, ...part };
}

describe('RecordStore', () => {
  it('counts what a PDA holds already, and stores the rest, where it refuses batches for duplicates', async () => {
    const held = new Set<unknown>([3, 4, 9]);
    const store = await storeAt(plainPda(held));

    const stored = await store.store(whole(10));

    expect(stored).toEqual({ fresh: 7, refused: [] });
    expect(held.size).toBe(10);
  });

  it('names the one record that a PDA does not take, and stores the others', async () => {
    const store = await storeAt(plainPda(new Set(), (data) => data === 5));

    const stored = await store.store(whole(8));

    expect(stored.fresh).toBe(7);
    expect(stored.refused).toEqual([
      { kind: 'problem', where: 'line 5', what: 'is refused by the PDA (Bad Request): do otherwise' },
    ]);
  });

  it('goes on where a body is too large for a PDA', async () => {
    const isLarge = ({ body }: HttpRequest) => body.length > 300;
    const store = await storeAt((request) =>
      isLarge(request) ? refusal(413, 'too large') : { status: 201, body: request.body },
    );

    const stored = await store.store(whole(10));

    expect(stored).toEqual({ fresh: 10, refused: [] });
  });

  it('gives up where the PDA refuses everything', async () => {
    const store = await storeAt(() => refusal(403, 'Access Denied'));

    const storing = store.store(whole(10));

    await expect(storing).rejects.toMatchObject({ status: 403 });
    expect(server.requests).toHaveLength(1);
  });

  it('sends an identified record with its id, date and links, and no id of another PDA', async () => {
    const store = await storeAt(({ path, body }) =>
      path.startsWith('/api/v2.6/data/sources') ? { status: 200, body: '{}' } : { status: 201, body },
    );
    const source = { sourceUniqueId: 'x', sourceTimestamp: '2025-01-01T00:00:00.000Z' };
    const links = [{ endpoint: 'a/c', data: 2, sourceUniqueId: 'y' }];
    const recordId = '6f2d3c1e-8b0a-4f5e-9d7c-1a2b3c4d5e6f';

    await store.store({ endpoint: 'a/b', asWhole: true, records: [record({ ...source, links, recordId })] });

    expect(server.requests.map(({ path }) => path)).toEqual([
      '/api/v2.6/data/sources',
      '/api/v2.6/data-batch?skipErrors=true',
    ]);
    expect(JSON.parse(server.requests[1]?.body ?? '')).toEqual([
      { endpoint: 'a/b', ...source, data: 0, links },
    ]);
  });
});
