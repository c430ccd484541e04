import { HttpPublicKeys } from '../../../adapters/pda/public-keys.ts';
import type { PdaAccess } from '../../../core/ports.ts';
import { AnsweringPda } from '../../support/answering-pda.ts';
import { PDA_NOW, startTestPda, type TestPda } from '../../support/start-pda.ts';

const KEY = '-----BEGIN PUBLIC KEY-----\nMIIB+/=\n-----END PUBLIC KEY-----\n';
const OTHER = KEY.replace('MIIB', 'MIIC');

describe('HttpPublicKeys', () => {
  let server: AnsweringPda;
  let alice: PdaAccess;
  let now = PDA_NOW;
  let keys: HttpPublicKeys;

  beforeEach(async () => {
    server = await AnsweringPda.start();
    server.answer = { status: 200, text: KEY };
    alice = { pda: 'alice.localhost', url: server.url, token: 'SECRET' };
    keys = new HttpPublicKeys(() => now);
  });
  afterEach(() => server.close());

  const later = (ms: number) => {
    now = new Date(now.getTime() + ms);
  };

  it('asks once in ten minutes, without a token', async () => {
    await Promise.all([keys.of(alice, undefined), keys.of(alice, undefined)]);
    keys.verified(alice, undefined, KEY);
    later(599_999);
    await keys.of(alice, undefined);
    later(1);

    const key = await keys.of(alice, undefined);

    expect([key, server.asked]).toEqual([KEY, ['/publickey', '/publickey']]);
    expect(server.tokens).toEqual([undefined, undefined]);
  });

  it('asks for each key by its name', async () => {
    await keys.of(alice, 'a&b=c');
    await keys.of(alice, 'd');

    await keys.of(alice, 'a&b=c');

    expect(server.asked).toEqual(['/publickey?kid=a%26b%3Dc', '/publickey?kid=d']);
  });

  it('asks again for a key that failed, at most once in a minute', async () => {
    await keys.of(alice, undefined);
    server.answer = { status: 200, text: OTHER };
    later(59_999);
    const early = await keys.renewed(alice, undefined);
    later(1);

    const late = await Promise.all([keys.renewed(alice, undefined), keys.renewed(alice, undefined)]);

    expect([early, ...late]).toEqual([KEY, OTHER, OTHER]);
    expect(server.asked).toHaveLength(2);
    expect(await keys.of(alice, undefined)).toBe(OTHER);
  });

  it('goes on by the key it knows when it could not ask again', async () => {
    await keys.of(alice, undefined);
    keys.verified(alice, undefined, KEY);
    server.answer = { status: 503, text: '' };
    later(60_000);
    const again = await failure(keys.renewed(alice, undefined));

    const key = await keys.of(alice, undefined);

    expect([again, key]).toEqual(['PDA_UNREACHABLE', KEY]);
  });

  it('asks one PDA for no more than twenty unknown keys in a minute, others go on', async () => {
    server.answer = { status: 404, text: '' };
    for (let kid = 0; kid < 20; kid += 1) await keys.of(alice, `${kid}`);

    const one = keys.of(alice, 'one too many');
    const ben = keys.of({ ...alice, pda: 'ben.localhost' }, 'one');

    await expect(one).rejects.toMatchObject({ code: 'PDA_UNREACHABLE' });
    await expect(ben).resolves.toBeUndefined();
    expect(server.asked.filter((path) => path !== '/publickey')).toHaveLength(21);
    later(60_000);
    await expect(keys.of(alice, 'one too many')).resolves.toBeUndefined();
  });

  it('lets a key that has verified in every minute, however many made-up ones are asked for', async () => {
    await keys.of(alice, 'good');
    keys.verified(alice, 'good', KEY);
    const found: unknown[] = [];
    for (let minute = 0; minute < 60; minute += 1) {
      later(60_000);
      server.answer = { status: 404, text: '' };
      for (let kid = 0; kid < 50; kid += 1) await failure(keys.of(alice, `${minute}-${kid}`));
      server.answer = { status: 200, text: KEY };

      found.push(await keys.of(alice, 'good'));
    }

    expect(found).toEqual(Array(60).fill(KEY));
    expect(server.asked.filter((path) => path === '/publickey?kid=good').length).toBeLessThanOrEqual(7);
    expect(server.asked.length).toBeLessThanOrEqual(60 * 22);
  });

  it('offers the current key for one that it may not ask for: an engine that was just started knows none', async () => {
    const ask = (count: number) =>
      Array.from({ length: count }, (_, kid) => failure(keys.of(alice, `junk ${kid}`)));
    await Promise.all(ask(50));

    const key = await keys.of(alice, 'good');

    expect(key).toBe(KEY);
    expect(server.asked).toHaveLength(21);
  });

  it('goes on by a key that has verified for a day while the PDA does not answer, asking once a minute', async () => {
    await keys.of(alice, 'good');
    keys.verified(alice, 'good', KEY);
    server.answer = { status: 503, text: '' };
    later(23 * 3_600_000);
    const meanwhile = [await keys.of(alice, 'good'), await keys.of(alice, 'good')];
    const askedMeanwhile = server.asked.length;
    later(3_600_000);

    const dayLater = await failure(keys.of(alice, 'good'));

    expect([...meanwhile, dayLater]).toEqual([KEY, KEY, 'PDA_UNREACHABLE']);
    expect(askedMeanwhile).toBe(2);
  });

  it('knows no longer what the PDA has taken back', async () => {
    await keys.of(alice, 'good');
    keys.verified(alice, 'good', KEY);
    server.answer = { status: 404, text: '' };
    later(600_000);

    const key = await keys.of(alice, 'good');

    expect(key).toBeUndefined();
  });

  it('takes no key of an address where the PDA was before', async () => {
    await keys.of(alice, undefined);
    const moved = { ...alice, url: `${server.url}/` };
    server.answer = { status: 200, text: OTHER };

    const key = await keys.of(moved, undefined);

    expect(key).toBe(OTHER);
  });

  it.each([
    [404, '{"error":"Not Found","message":"HAT unavailable"}'],
    [200, '<html>'],
    [200, KEY + 'x'.repeat(5_000)],
    [302, KEY],
  ])('has none when the PDA answers %d %.20s', async (status, text) => {
    server.answer = { status, text };

    const key = await keys.of(alice, undefined);

    expect(key).toBeUndefined();
  });

  it('asks again after a minute when there was none', async () => {
    server.answer = { status: 404, text: '' };
    await keys.of(alice, undefined);
    server.answer = { status: 200, text: KEY };
    later(60_000);

    const key = await keys.of(alice, undefined);

    expect(key).toBe(KEY);
  });

  it.each<[string, () => void]>([
    ['away', () => server.close()],
    ['broken', () => Object.assign(server, { answer: { status: 500, text: '' } })],
    ['endless', () => Object.assign(server, { answer: { status: 200, text: 'x'.repeat(20_000) } })],
  ])('cannot tell when the PDA is %s, and asks again at the next turn', async (_what, happens) => {
    happens();

    const answers = [await failure(keys.of(alice, undefined)), await failure(keys.of(alice, undefined))];

    expect(answers).toEqual(['PDA_UNREACHABLE', 'PDA_UNREACHABLE']);
  });
});

describe('HttpPublicKeys against the embedded PDA', () => {
  let pda: TestPda;

  beforeAll(async () => {
    pda = await startTestPda();
  }, 60_000);
  afterAll(() => pda.close());

  it("finds each PDA's own key", async () => {
    const keys = new HttpPublicKeys(() => PDA_NOW);
    const names = ['alice.localhost', 'ben.localhost'];
    const places = await Promise.all(names.map((name) => pda.directory.find(name)));

    const found = await Promise.all(places.map((place) => keys.of(place as PdaAccess, undefined)));

    expect(found).toEqual(await Promise.all(names.map((name) => pda.embedded.publicKey(name))));
    expect(found[0]).not.toBe(found[1]);
  });
});

function failure(answer: Promise<unknown>): Promise<unknown> {
  return answer.then(
    () => 'none',
    ({ code }) => code,
  );
}
