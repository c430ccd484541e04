import type { CatalogueEntry } from '../../core/model/catalogue-entry.ts';
import type { Json } from '../../core/model/json.ts';
import type { FunctionCatalogue } from '../../core/ports.ts';
import { aConfiguration, anEntry, FUNCTION } from '../support/builders.ts';
import { aFeedMapping } from '../support/feed.ts';
import { anotherEntry } from '../support/management.ts';
import type { Make } from './make.ts';

const byId = (a: CatalogueEntry, b: CatalogueEntry) => (a.id < b.id ? -1 : 1);

/** A configuration whose bundle filters by `value`. */
function filteringBy(value: Json) {
  const filters = [{ field: 'at', operator: { operator: 'between' as const, lower: value, upper: null } }];
  const bundle = { drinks: { endpoints: [{ endpoint: 'kitchen/drinks', filters }] } };
  return aConfiguration({ dataBundle: { name: 'x', bundle } });
}

/** What every catalogue must do. */
export function describeFunctionCatalogue(name: string, make: Make<FunctionCatalogue>): void {
  describe(`function catalogue: ${name}`, () => {
    let catalogue: FunctionCatalogue;
    let close: () => Promise<void>;

    beforeEach(async () => {
      ({ it: catalogue, close } = await make());
    });
    afterEach(() => close());

    it('has nothing at first', async () => {
      const found = [await catalogue.all(), await catalogue.find(FUNCTION)];

      expect(found).toEqual([[], undefined]);
    });

    it('keeps everything an entry says', async () => {
      const outputSchema = { type: 'object', title: '', properties: { a: { enum: [null, 1.5, ''] } } };
      const { bundle } = filteringBy(1e300).dataBundle;
      const path = ['drinks', 'endpoints', 0, 'filters', 0, 'operator', 'lower'];
      const dates = [{ path, date: 'fromDate' as const, format: 'epoch seconds' }];
      const entry = anEntry({
        ...{ outputSchema, maxRecords: 5, runOnEmpty: true, recalledVersions: ['0.9.0'] },
        frozenBundle: { bundle, dates },
        feed: { path: 'coach/hydration', mapping: aFeedMapping({ content: { text: '{{note}}' } }) },
      });

      await catalogue.put(entry);

      expect(await catalogue.find(FUNCTION)).toEqual(entry);
    });

    it('shows what was put at once', async () => {
      await catalogue.put(anEntry());
      const before = await catalogue.find(FUNCTION);

      await catalogue.put(anEntry({ recalledVersions: ['1.0.0'] }));

      const after = await catalogue.find(FUNCTION);
      expect([before?.recalledVersions, after?.recalledVersions]).toEqual([[], ['1.0.0']]);
    });

    it('lists every entry once', async () => {
      const entries = ['a-coach', 'b-coach', 'c-coach'].map(anotherEntry);
      for (const entry of [...entries, ...entries]) await catalogue.put(entry);

      const all = await catalogue.all();

      expect(all.toSorted(byId)).toEqual(entries);
    });

    it('lists past one page of answers', async () => {
      const description = 'x'.repeat(300_000);
      const entries = Array.from({ length: 8 }, (_, index) =>
        anEntry({ id: `coach-${index}`, outputSchema: { description } }),
      );
      await Promise.all(entries.map((entry) => catalogue.put(entry)));

      const all = await catalogue.all();

      expect(all.toSorted(byId)).toEqual(entries);
    });

    it.each([10_000_000_000_000_000, 1e300, 5e-324, -0.1])(
      'keeps the number %d of a filter',
      async (value) => {
        const entry = anEntry({ configuration: filteringBy(value) });

        await catalogue.put(entry);

        expect(await catalogue.find(FUNCTION)).toEqual(entry);
      },
    );

    it('keeps a schema that is deeply nested', async () => {
      const deep = Array.from({ length: 30 }).reduce<Json>((inner) => ({ properties: { a: inner } }), {});
      const entry = anEntry({ outputSchema: deep });

      await catalogue.put(entry);

      expect(await catalogue.find(FUNCTION)).toEqual(entry);
    });
  });
}
