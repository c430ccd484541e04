import { ExecutionFailure } from '../../../core/errors.ts';
import type { ErrorCode } from '../../../core/model/error-code.ts';
import type { OwnersRecords } from '../../../core/ports.ts';
import { anEntry } from '../../support/builders.ts';
import { aDrinkCount, aFeedMapping, daysAgo, ownersRecords } from '../../support/feed.ts';
import { BASE, type CallOptions, ManagementApi } from '../../support/management-api.ts';
import { MemoryEngine } from '../../support/memory-engine.ts';
import { ownerClaims } from '../../support/owner-tokens.ts';

const FEED = `${BASE}/feed`;
const ONE = `${FEED}/coach/hydration`;
const seconds = (days: number) => Math.floor(Date.parse(daysAgo(days)) / 1000);
const failing = (code: ErrorCode): OwnersRecords => ({
  page: async () => {
    throw new ExecutionFailure(code);
  },
});

describe('/feed', () => {
  let api: ManagementApi;
  let engine: MemoryEngine;
  const stored = [aDrinkCount(1, -31), aDrinkCount(2, -30), aDrinkCount(3, 180), aDrinkCount(4, 181)];
  const { records, asked } = ownersRecords({ 'coach/insights/hydration': stored });
  const call = (path: string, options: CallOptions = {}) => api.call(engine, path, { records, ...options });
  const titles = ({ body }: { body: unknown }) =>
    (body as { title: { text: string } }[]).map(({ title }) => title.text);

  beforeAll(async () => {
    api = await ManagementApi.create();
    engine = await MemoryEngine.started();
    await engine.catalogue.put(anEntry({ feed: { path: 'coach/hydration', mapping: aFeedMapping() } }));
  });

  it.each([FEED, ONE])('shows half a year back and a month ahead at %s', async (path) => {
    const answer = await call(path);

    expect(titles(answer)).toEqual(['2 drinks', '3 drinks']);
  });

  it('answers items as published clients read them', async () => {
    const { status, body } = await call(ONE);

    expect([status, body]).toEqual([
      200,
      [
        {
          source: 'coach',
          date: { iso: daysAgo(-30), unix: seconds(-30) },
          types: ['insight'],
          title: { text: '2 drinks' },
        },
        expect.objectContaining({ date: { iso: daysAgo(180), unix: seconds(180) } }),
      ],
    ]);
  });

  it("asks the PDA with the owner's own token", async () => {
    await call(ONE);

    expect(asked.at(-1)?.token).toBe(api.token);
  });

  it('shows the seconds asked for', async () => {
    const answer = await call(`${ONE}?since=${seconds(181)}&until=${seconds(180)}`);

    expect(titles(answer)).toEqual(['3 drinks', '4 drinks']);
  });

  it.each(['since=yesterday', 'until=1.5', 'since=', 'until=9999999999999'])('refuses %s', async (query) => {
    const answer = await call(`${ONE}?${query}`);

    expect(answer).toEqual({
      status: 400,
      body: {
        ...{ message: 'Bad Request', cause: 'since and until must be whole numbers' },
        details: ['They are seconds since 1970.'],
      },
    });
  });

  it.each(['coach/sleep', 'coach', 'coach/hydration/more', 'coach//hydration'])(
    'shows nothing at %s, which nobody knows',
    async (path) => {
      const answer = await call(`${FEED}/${path}`);

      expect(answer).toEqual({ status: 200, body: [] });
    },
  );

  it.each([
    [
      'PDA_UNREACHABLE',
      503,
      'PDA Unavailable',
      'asha.localhost did not answer in time, or not as a PDA does.',
    ],
    ['PDA_REFUSED', 502, 'PDA Refused', "asha.localhost did not show its records to its owner's token."],
  ] as const)('says so when it ends with %s', async (code, status, message, cause) => {
    const answer = await call(ONE, { records: failing(code) });

    expect(answer).toMatchObject({ status, body: { message, cause, details: [expect.any(String)] } });
  });

  it.each([FEED, ONE])('is for the owner alone: %s', async (path) => {
    const token = await api.tokenOf(ownerClaims({ accessScope: 'platform' }));

    const { status } = await call(path, { headers: { 'X-Auth-Token': token } });

    expect(status).toBe(403);
  });
});
