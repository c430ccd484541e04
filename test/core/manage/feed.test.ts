import { ExecutionFailure } from '../../../core/errors.ts';
import { type FeedQuery, feedAt, PAGE, wholeFeed } from '../../../core/manage/feed.ts';
import type { CatalogueEntry } from '../../../core/model/catalogue-entry.ts';
import type { OwnersPage } from '../../../core/ports.ts';
import { anEntry, aStatus, NOW, PDA, uuid } from '../../support/builders.ts';
import { aDrinkCount, aFeedMapping, daysAgo, ownersRecords } from '../../support/feed.ts';
import { MemoryEngine } from '../../support/memory-engine.ts';

const PATH = 'coach/hydration';
const ENDPOINT = 'coach/insights/hydration';
const shown = (change: Partial<CatalogueEntry> = {}) =>
  anEntry({ feed: { path: PATH, mapping: aFeedMapping() }, ...change });
const seconds = (days: number) => Math.floor(Date.parse(daysAgo(days)) / 1000);
const query: FeedQuery = { pda: PDA, token: "owner's", since: seconds(180), until: seconds(-30) };
const titles = (items: readonly { title?: { text: string } }[]) => items.map(({ title }) => title?.text);

/** The feeds of one PDA, with its records by endpoint. */
async function feeds(stored: Parameters<typeof ownersRecords>[0], entries = [shown()]) {
  const engine = await MemoryEngine.started();
  for (const entry of entries) await engine.catalogue.put(entry);
  const { records, asked } = ownersRecords(stored);
  const { catalogue, statuses } = engine;
  return { engine, asked, deps: { catalogue, statuses, records, now: () => NOW } };
}

describe('the feed', () => {
  it("shows the newest first, from where the function writes, with the owner's token", async () => {
    const { deps, asked } = await feeds({ [ENDPOINT]: [aDrinkCount(1, 3), aDrinkCount(2, 1)] });

    const items = await feedAt(deps, query, PATH);

    expect(titles(items)).toEqual(['2 drinks', '1 drinks']);
    expect(asked).toMatchObject([
      { pda: PDA, token: "owner's", endpoint: ENDPOINT, newestBy: 'at', skip: 0 },
    ]);
  });

  it.each([
    ['a path of no function', [shown()], 'coach/sleep'],
    ['a function that shows nothing', [anEntry()], PATH],
  ])('shows nothing at %s, and asks nobody', async (_what, entries, path) => {
    const { deps, asked } = await feeds({ [ENDPOINT]: [aDrinkCount(1)] }, entries);

    const items = await feedAt(deps, query, path);

    expect([items, asked]).toEqual([[], []]);
  });

  it('shows what lies from since to until, both included', async () => {
    const ages = [-31, -30, 0, 180, 181];
    const { deps } = await feeds({ [ENDPOINT]: ages.map((days, index) => aDrinkCount(index, days)) });

    const items = await feedAt(deps, query, PATH);

    expect(titles(items)).toEqual(['1 drinks', '2 drinks', '3 drinks']);
  });

  it('reads on until what comes is older than asked for', async () => {
    const recent = Array.from({ length: PAGE + 1 }, (_, index) => aDrinkCount(index, 1));
    const old = Array.from({ length: 3 * PAGE }, (_, index) => aDrinkCount(1_000 + index, 365));
    const { deps, asked } = await feeds({ [ENDPOINT]: [...recent, ...old] });

    const items = await feedAt(deps, query, PATH);

    expect(items).toHaveLength(PAGE + 1);
    expect(asked.map(({ skip }) => skip)).toEqual([0, PAGE]);
  });

  it('shows a record once that comes once more, since others were saved meanwhile', async () => {
    const many = Array.from({ length: PAGE }, (_, index) => aDrinkCount(index, 1));
    const { deps } = await feeds({ [ENDPOINT]: [...many, ...many.slice(-1)] });

    const items = await feedAt(deps, query, PATH);

    expect(items).toHaveLength(PAGE);
  });

  it.each([
    ['as an answer carries', 1, { pages: 5, items: 1_000 }],
    ['as a bounded number of pages has', -365, { pages: 10, items: 0 }],
  ])('looks at no more than as many %s', async (_what, daysOld, bound) => {
    const many = Array.from({ length: 20 * PAGE }, (_, index) => aDrinkCount(index, daysOld));
    const { deps, asked } = await feeds({ [ENDPOINT]: many });

    const items = await feedAt(deps, query, PATH);

    expect({ pages: asked.length, items: items.length }).toEqual(bound);
  });

  it('answers with what an answer can carry: what is too large is left out, not what follows', async () => {
    const mapping = aFeedMapping({ location: { tags: Array(20).fill('{{text}}') } });
    const text = 'x'.repeat(4_000);
    const large = Array.from({ length: 100 }, (_, index) => aDrinkCount(index, 1, { text }));
    const { deps } = await feeds({ [ENDPOINT]: [...large, aDrinkCount(999, 2)] }, [
      shown({ feed: { path: PATH, mapping } }),
    ]);

    const items = await feedAt(deps, query, PATH);

    expect(JSON.stringify(items).length).toBeLessThan(3_000_100);
    expect(items.length).toBeLessThan(101);
    expect(titles(items).at(-1)).toBe('999 drinks');
  });

  it('shows one odd record less, and all others', async () => {
    const odd = { recordId: uuid(1), data: 'text' };
    const { deps } = await feeds({ [ENDPOINT]: [aDrinkCount(1), odd, aDrinkCount(2, 1)] });

    const items = await feedAt(deps, query, PATH);

    expect(items).toHaveLength(2);
  });

  it('as a whole, shows all that was ever enabled, together by date, and asks for nothing else', async () => {
    const other = shown({ id: 'sleep-coach', scope: { ...anEntry().scope, endpoint: 'insights/sleep' } });
    const never = shown({ id: 'steps-coach', scope: { ...anEntry().scope, endpoint: 'insights/steps' } });
    const { deps, engine, asked } = await feeds(
      { [ENDPOINT]: [aDrinkCount(1, 1), aDrinkCount(3, 3)], 'coach/insights/sleep': [aDrinkCount(2, 2)] },
      [shown(), other, never],
    );
    await engine.statuses.replace(aStatus({ functionId: 'sleep-coach', enabled: false }));

    const items = await wholeFeed(deps, query);

    expect(titles(items)).toEqual(['1 drinks', '2 drinks', '3 drinks']);
    expect(asked.map(({ endpoint }) => endpoint)).toEqual([ENDPOINT, 'coach/insights/sleep']);
  });

  it('reads on behind a record that is too large to be read', async () => {
    const { deps, asked } = await feeds({});
    const records = {
      page: async (page: OwnersPage) => {
        asked.push(page);
        if (page.skip === 0) return { records: [aDrinkCount(1, 1)], passed: 1, last: false };
        if (page.skip === 1) return { records: [], passed: 1, last: false };
        return { records: [aDrinkCount(2, 2)], passed: 1, last: true };
      },
    };

    const items = await feedAt({ ...deps, records }, query, PATH);

    expect(titles(items)).toEqual(['1 drinks', '2 drinks']);
  });

  describe('while the records of one function cannot be read', () => {
    const other = shown({ id: 'sleep-coach', scope: { ...anEntry().scope, endpoint: 'insights/sleep' } });

    /** From the given place on it fails to read `ENDPOINT`. */
    async function failing(from: number, others: 'fail' | 'answer' = 'answer') {
      const sleep = { 'coach/insights/sleep': [aDrinkCount(2, 2)] };
      const many = Array.from({ length: PAGE }, (_, index) => aDrinkCount(1_000 + index, 1));
      const { deps, engine } = await feeds({ [ENDPOINT]: many, ...sleep }, [
        shown(),
        { ...other, feed: { path: 'coach/sleep', mapping: aFeedMapping() } },
      ]);
      await engine.statuses.replace(aStatus({ functionId: 'sleep-coach' }));
      const page = async (asked: OwnersPage) => {
        const fails = asked.endpoint === ENDPOINT ? asked.skip >= from : others === 'fail';
        if (fails) throw new ExecutionFailure('PDA_UNREACHABLE');
        return deps.records.page(asked);
      };
      return { ...deps, records: { page } };
    }

    it('shows what the others have', async () => {
      const items = await wholeFeed(await failing(0), query);

      expect(titles(items)).toEqual(['2 drinks']);
    });

    it('shows what came before it failed', async () => {
      const items = await wholeFeed(await failing(PAGE), query);

      expect(items).toHaveLength(PAGE + 1);
    });

    it('fails where that is all that was asked for, or nothing else can be read', async () => {
      const one = feedAt(await failing(0), query, PATH);
      const all = wholeFeed(await failing(0, 'fail'), query);

      await expect(one).rejects.toMatchObject({ code: 'PDA_UNREACHABLE' });
      await expect(all).rejects.toMatchObject({ code: 'PDA_UNREACHABLE' });
    });
  });
});
