import { request } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { type EngineProcess, startEngineProcess } from '../support/engine-process.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const TWEETS = '/api/v2.6/data/twitter/tweets';
const SIX_MB = 6 * 1024 * 1024;

interface Asked {
  readonly method?: string;
  readonly path: string;
  readonly host?: string;
  /** Whose token to show; a string that is nobody's is shown as it is. */
  readonly token?: string;
  readonly body?: string;
}

/** What is asked for, and what the answer must name: what is wrong, and what to do. */
const CASES: readonly (readonly [string, Asked, number, RegExp])[] = [
  ['JSON that breaks off', { path: TWEETS, token: 'alice', body: '{"text":' }, 400, /Malformed JSON.*line 1/],
  ['no token', { path: TWEETS }, 401, /X-Auth-Token is missing.*Log in/],
  ['a token that is none', { path: TWEETS, token: 'nonsense' }, 401, /Log in again/],
  ["bob's token at alice's PDA", { path: TWEETS, token: 'bob' }, 401, /another PDA than alice\.localhost/],
  [
    "bob's token at alice's functions",
    { path: '/api/v2.6/she/function', token: 'bob' },
    401,
    /bob\.localhost, not of alice/,
  ],
  [
    'a PDA that is not there',
    { path: TWEETS, host: 'carol.localhost', token: 'alice' },
    404,
    /carol\.localhost/,
  ],
  [
    'a function that is not there',
    { path: '/api/v2.6/she/function/nope/enable', token: 'alice' },
    404,
    /Function nope not found/,
  ],
  [
    'a function that is not enabled',
    { path: '/api/v2.6/she/function/sentiment-tracker/trigger', token: 'alice' },
    400,
    /not enabled/,
  ],
  [
    'a useAll that is neither',
    { path: '/api/v2.6/she/function/sentiment-tracker/trigger?useAll=1', token: 'alice' },
    400,
    /useAll must be .*Leave it out/,
  ],
  ['a page that is none', { path: '/api/v2.6/she/execution?take=-1', token: 'alice' }, 400, /take from 0/],
  ['a route that is none', { path: '/api/v2.6/nothing', token: 'alice' }, 404, /GET:\/api\/v2\.6\/nothing/],
  [
    'an endpoint that is none',
    { path: '/api/v2.6/data/Twit%20ter/tweets', token: 'alice', body: '1' },
    400,
    /Twit ter.*Endpoint invalid/,
  ],
  [
    'a batch with a bad record',
    { path: '/api/v2.6/data-batch', token: 'alice', body: '[{"endpoint":"a/b","data":1},{"data":2}]' },
    400,
    /1\.endpoint/,
  ],
  [
    'a body of 6 MB + 1',
    { path: TWEETS, token: 'alice', body: `"${'x'.repeat(SIX_MB - 1)}"` },
    413,
    /6 MB.*smaller requests/,
  ],
];

describe('bad input', () => {
  const dataDir = join(temporaryFolder(), 'she');
  const tokens = new Map<string, string>();
  let engine: EngineProcess;

  beforeAll(async () => {
    engine = await startEngineProcess(dataDir, { args: ['--no-sample'] });
    for (const person of ['alice', 'bob']) {
      const login = await ask(
        { path: '/users/access_token', host: `${person}.localhost` },
        { username: person, password: 'demo' },
      );
      tokens.set(person, JSON.parse(login.body).accessToken);
    }
  });

  afterAll(() => engine.end('SIGTERM'));

  it.each(CASES)('is refused in a clear sentence: %s', async (_what, asked, status, sentence) => {
    const answer = await ask(asked);

    expect(answer.status).toBe(status);
    expect(answer.body).toMatch(sentence);
  });

  it('leaves nothing behind', async () => {
    const alice = await engine.as('alice');

    expect(await alice.get(TWEETS)).toEqual([]);
    expect(await alice.get('/api/v2.6/data/a/b')).toEqual([]);
    expect(await alice.get('/api/v2.6/she/execution')).toEqual([]);
  });

  it('with a wrong password names the PDA it is wrong for', async () => {
    const wrong = { username: 'alice', password: 'wrong' };

    const answer = await ask({ path: '/users/access_token' }, wrong);

    expect(answer).toMatchObject({ status: 401, body: expect.stringContaining('alice.localhost') });
    expect(answer.body).not.toContain('wrong"');
  });

  function ask(
    { path, host = 'alice.localhost', token, body, method }: Asked,
    headers: Record<string, string> = {},
  ) {
    const shown = token ? { 'X-Auth-Token': tokens.get(token) ?? token } : {};
    const type = body === undefined ? {} : { 'Content-Type': 'application/json' };
    const options = {
      method: method ?? (body === undefined ? 'GET' : 'POST'),
      headers: { ...headers, ...shown, ...type, Host: host },
    };
    return new Promise<{ status: number; body: string }>((resolve, reject) => {
      const call = request(new URL(path, engine.url), options, async (response) => {
        resolve({ status: response.statusCode ?? 0, body: await text(response) });
      });
      call.on('error', reject).end(body);
    });
  }
});
