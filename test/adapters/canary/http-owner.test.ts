import { HttpCanarysOwner } from '../../../adapters/canary/http-owner.ts';
import { EngineRefused } from '../../../core/canary/beat.ts';
import { aDataEvent } from '../../support/builders.ts';
import { type HttpServer, startHttpServer } from '../../support/http-server.ts';

describe("the canary's owner", () => {
  let server: HttpServer;
  let status: number;
  let owner: HttpCanarysOwner;
  let tokens: number;

  beforeEach(async () => {
    status = 200;
    tokens = 0;
    server = await startHttpServer(() => ({ status, body: '{"any":"thing"}' }));
    owner = new HttpCanarysOwner({ url: server.url, token: async () => `token-${++tokens}` });
  });
  afterEach(() => server.close());

  it('agrees, disagrees and tells by the routes of the management API, with one token', async () => {
    const isKnown = await owner.enable('canary');
    await owner.disable('canary');
    status = 202;
    await owner.tell(aDataEvent());

    expect(isKnown).toBe(true);
    expect(server.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /api/v2.6/she/function/canary/enable',
      'POST /api/v2.6/she/function/canary/disable',
      'POST /api/v2.6/she/events',
    ]);
    expect(server.requests.map(({ headers }) => headers['x-auth-token'])).toEqual(Array(3).fill('token-1'));
    expect(JSON.parse(server.requests[2]?.body ?? '')).toEqual(aDataEvent());
  });

  it('tells when the engine knows no such function', async () => {
    status = 404;

    const isKnown = await owner.enable('canary');

    expect(isKnown).toBe(false);
  });

  it.each([401, 403, 500, 503])(
    'is refused by anything else, of which nothing is told: %d',
    async (answered) => {
      status = answered;

      const outcomes = await Promise.allSettled([
        owner.enable('canary'),
        owner.disable('canary'),
        owner.tell(aDataEvent()),
      ]);

      expect(outcomes).toEqual(
        ['consent', 'consent', 'event'].map((step) => ({
          status: 'rejected',
          reason: new EngineRefused(step as 'event'),
        })),
      );
    },
  );

  it('is refused by an engine that is not there, and follows it nowhere', async () => {
    const elsewhere = await startHttpServer(() => ({ status: 302, headers: { location: server.url } }));
    const gone = new HttpCanarysOwner({ url: 'http://127.0.0.1:1', token: async () => 'token' });
    const led = new HttpCanarysOwner({ url: elsewhere.url, token: async () => 'token' });

    const outcomes = await Promise.allSettled([gone.enable('canary'), led.enable('canary')]);
    await elsewhere.close();

    expect(outcomes.map(({ status: outcome }) => outcome)).toEqual(['rejected', 'rejected']);
    expect(server.requests).toEqual([]);
  });
});
