import type { FunctionCatalogue, ReleaseStore } from '../../core/ports.ts';
import { anEntry, aVersion, FUNCTION, PDA, someReleases } from '../support/builders.ts';
import type { Make } from './make.ts';

const BEN = 'ben.localhost';
const PEOPLE = Array.from({ length: 40 }, (_, index) => `person-${index}.localhost`);
const SECOND = aVersion({ version: '2.0.0' });

/** A catalogue, and where what it shows is decided. */
export interface CatalogueAndStore {
  readonly catalogue: FunctionCatalogue;
  readonly releases: ReleaseStore;
}

/** What every catalogue must do. */
export function describeFunctionCatalogue(name: string, make: Make<CatalogueAndStore>): void {
  describe(`function catalogue: ${name}`, () => {
    let catalogue: FunctionCatalogue;
    let releases: ReleaseStore;
    let close: () => Promise<void>;

    beforeEach(async () => {
      const { it, close: end } = await make();
      ({ catalogue, releases } = it);
      close = end;
    });
    afterEach(() => close());

    it('has nothing at first', async () => {
      const found = [await catalogue.all(PDA), await catalogue.find(FUNCTION, PDA)];

      expect(found).toEqual([[], undefined]);
    });

    it('shows a function with what was recalled of it', async () => {
      await releases.replace(someReleases({ recalledVersions: ['0.9.0'] }));

      const found = [await catalogue.all(PDA), await catalogue.find(FUNCTION, PDA)];

      const entry = anEntry({ recalledVersions: ['0.9.0'] });
      expect(found).toEqual([[entry], entry]);
    });

    it('shows the candidate to its share of PDAs, and stable to the others', async () => {
      await releases.replace(someReleases({ candidate: { entry: SECOND, percentage: 50 } }));

      const found = await Promise.all(PEOPLE.map((pda) => catalogue.find(FUNCTION, pda)));
      const listed = await Promise.all(PEOPLE.map(async (pda) => (await catalogue.all(pda))[0]));

      expect(found).toContainEqual(anEntry());
      expect(found).toContainEqual({ ...SECOND, recalledVersions: [], candidate: true });
      expect(listed).toEqual(found);
    });

    it('shows a function that is for one PDA to that one', async () => {
      await releases.replace(someReleases({ onlyFor: PDA }));

      const found = await Promise.all([PDA, BEN].map((pda) => catalogue.find(FUNCTION, pda)));
      const listed = await Promise.all([PDA, BEN].map((pda) => catalogue.all(pda)));

      expect(found).toEqual([anEntry(), undefined]);
      expect(listed).toEqual([[anEntry()], []]);
    });
  });
}
