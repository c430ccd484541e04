import { MemoryReleaseStore } from '../../../adapters/memory/release-store.ts';
import { applyRecalls } from '../../../local/recalls/apply-recalls.ts';
import { FUNCTION, someReleases } from '../../support/builders.ts';

/** A catalogue in which these versions are recalled, and how often it was written to since. */
async function catalogueWith(recalledVersions: string[]) {
  const store = new MemoryReleaseStore();
  await store.replace(someReleases({ recalledVersions }));
  let writes = 0;
  const { replace } = store;
  store.replace = (next) => {
    writes++;
    return replace.call(store, next);
  };
  const recalled = async () => (await store.find(FUNCTION))?.recalledVersions;
  return { store, recalled, writes: () => writes };
}

const of = (functionId: string, ...versions: string[]) =>
  versions.map((version) => ({ functionId, version }));

describe('applyRecalls', () => {
  it.each([
    ['places one', [], ['1.0.0']],
    ['takes one back', ['1.0.0'], []],
    ['does both', ['1.0.0', '1.0.1'], ['1.0.1', '2.0.0']],
  ])('%s', async (_what, before, wanted) => {
    const { store, recalled } = await catalogueWith(before);

    await applyRecalls(store, of(FUNCTION, ...wanted));

    expect(await recalled()).toEqual(wanted);
  });

  it('writes nothing when all is as it should be', async () => {
    const { store, writes } = await catalogueWith(['1.0.0', '2.0.0']);

    await applyRecalls(store, of(FUNCTION, '2.0.0', '1.0.0'));

    expect(writes()).toBe(0);
  });

  it('leaves other functions as they are', async () => {
    const { store, recalled, writes } = await catalogueWith([]);

    await applyRecalls(store, of('unknown-coach', '1.0.0'));

    expect([await recalled(), writes()]).toEqual([[], 0]);
  });
});
