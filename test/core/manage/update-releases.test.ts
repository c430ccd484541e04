import { MemoryReleaseStore } from '../../../adapters/memory/release-store.ts';
import { recall } from '../../../core/manage/recall.ts';
import { updateReleases } from '../../../core/manage/update-releases.ts';
import { FUNCTION, someReleases } from '../../support/builders.ts';

describe('updateReleases', () => {
  let store: MemoryReleaseStore;

  beforeEach(async () => {
    store = new MemoryReleaseStore();
    await store.replace(someReleases());
  });

  it('loses no decision of those who decide at once', async () => {
    const versions = Array.from({ length: 20 }, (_, index) => `${index}.0.0`);

    await Promise.all(
      versions.map((version) =>
        updateReleases(store, FUNCTION, (before = someReleases()) => recall(before, version)),
      ),
    );

    const { recalledVersions } = store.get(FUNCTION) ?? someReleases();
    expect(new Set(recalledVersions)).toEqual(new Set(versions));
  });

  it('stores nothing where nothing is to be changed', async () => {
    const found = await updateReleases(store, FUNCTION, (before) => before);

    expect(found).toEqual(someReleases());
    expect(store.get(FUNCTION)?.revision).toBe(1);
  });

  it('tells what it decided about a function that is not there', async () => {
    const found = await updateReleases(store, 'unknown-coach', (before) => before);

    expect(found).toBeUndefined();
  });
});
