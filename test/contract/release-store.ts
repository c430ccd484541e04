import type { FunctionReleases } from '../../core/model/function-releases.ts';
import type { Json } from '../../core/model/json.ts';
import type { ReleaseStore } from '../../core/ports.ts';
import { aConfiguration, aVersion, FUNCTION, NOW, PDA, someReleases } from '../support/builders.ts';
import { aFeedMapping } from '../support/feed.ts';
import type { Make } from './make.ts';

const byId = (a: FunctionReleases, b: FunctionReleases) => (a.functionId < b.functionId ? -1 : 1);
const releasesOf = (id: string) => someReleases({ stable: aVersion({ id }) });

/** A configuration whose bundle filters by `value`. */
function filteringBy(value: Json) {
  const filters = [{ field: 'at', operator: { operator: 'between' as const, lower: value, upper: null } }];
  const bundle = { drinks: { endpoints: [{ endpoint: 'kitchen/drinks', filters }] } };
  return aConfiguration({ dataBundle: { name: 'x', bundle } });
}

/** What every store of releases must do. */
export function describeReleaseStore(name: string, make: Make<ReleaseStore>): void {
  describe(`release store: ${name}`, () => {
    let store: ReleaseStore;
    let close: () => Promise<void>;

    beforeEach(async () => {
      ({ it: store, close } = await make());
    });
    afterEach(() => close());

    it('has nothing at first', async () => {
      const found = [await store.all(), await store.find(FUNCTION)];

      expect(found).toEqual([[], undefined]);
    });

    it('keeps everything that releases say', async () => {
      const outputSchema = { type: 'object', title: '', properties: { a: { enum: [null, 1.5, ''] } } };
      const { bundle } = filteringBy(1e300).dataBundle;
      const path = ['drinks', 'endpoints', 0, 'filters', 0, 'operator', 'lower'];
      const dates = [{ path, date: 'fromDate' as const, format: 'epoch seconds' }];
      const feed = { path: 'coach/hydration', mapping: aFeedMapping({ content: { text: '{{note}}' } }) };
      const stable = aVersion({ outputSchema, maxRecords: 5, runOnEmpty: true, feed });
      const entry = aVersion({ version: '2.0.0', frozenBundle: { bundle, dates } });
      const candidate = { entry, percentage: 10, returnedAt: NOW.toISOString() };
      const rest = { recalledVersions: ['0.9.0'], registeredBy: 'She-Functions-007', onlyFor: PDA };
      const releases = someReleases({ stable, candidate, ...rest });

      await store.replace(releases);

      expect(await store.find(FUNCTION)).toEqual(releases);
    });

    it('stores only over the revision that was decided on', async () => {
      const changes = [1, 1, 3, 2, 2].map((revision) =>
        someReleases({ revision, recalledVersions: [`${revision}.0.0`] }),
      );

      const stored = [];
      for (const change of changes) stored.push(await store.replace(change));

      expect(stored).toEqual([true, false, false, true, false]);
      expect(await store.find(FUNCTION)).toEqual(changes[3]);
    });

    it('lets one of many win who decided at once', async () => {
      const rivals = Array.from({ length: 8 }, (_, index) =>
        someReleases({ registeredBy: `stack-${index}` }),
      );

      const stored = await Promise.all(rivals.map((rival) => store.replace(rival)));

      expect(stored.filter(Boolean)).toHaveLength(1);
      expect(await store.find(FUNCTION)).toEqual(rivals[stored.indexOf(true)]);
    });

    it('lists every function once, past one page of answers', async () => {
      const outputSchema = { description: 'x'.repeat(300_000) };
      const all = Array.from({ length: 8 }, (_, index) =>
        someReleases({ stable: aVersion({ id: `coach-${index}`, outputSchema }) }),
      );
      for (const releases of all) await store.replace(releases);

      const listed = await store.all();

      expect(listed.toSorted(byId)).toEqual(all);
    });

    it('keeps functions apart', async () => {
      await store.replace(releasesOf('a-coach'));

      await store.replace(releasesOf('b-coach'));

      expect((await store.find('a-coach'))?.stable.id).toBe('a-coach');
    });

    it.each([10_000_000_000_000_000, 1e300, 5e-324, -0.1])(
      'keeps the number %d of a filter',
      async (value) => {
        const releases = someReleases({ stable: aVersion({ configuration: filteringBy(value) }) });

        await store.replace(releases);

        expect(await store.find(FUNCTION)).toEqual(releases);
      },
    );

    it('keeps a schema that is deeply nested', async () => {
      const deep = Array.from({ length: 30 }).reduce<Json>((inner) => ({ properties: { a: inner } }), {});
      const releases = someReleases({ stable: aVersion({ outputSchema: deep }) });

      await store.replace(releases);

      expect(await store.find(FUNCTION)).toEqual(releases);
    });
  });
}
